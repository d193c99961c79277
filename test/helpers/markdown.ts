import MarkdownIt from 'markdown-it';

/** As a renderer has it that lets HTML stand, and makes links of what looks like one. */
const renderer = new MarkdownIt({ html: true, linkify: true });

/** A Markdown text as HTML. */
export function htmlOf(markdown: string): string {
  return renderer.render(markdown);
}

/** What a reader of a Markdown text sees. */
export function readMarkdown(markdown: string): string {
  return htmlOf(markdown)
    .replace(/<[^>]*>/g, '')
    .replaceAll('\u200b', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** The names of the elements of an HTML text, and the addresses of its links. */
export function partsOf(html: string): { readonly elements: Set<string>; readonly links: Set<string> } {
  const found = (pattern: RegExp) => new Set([...html.matchAll(pattern)].map(([, name = '']) => name));
  return { elements: found(/<([a-z][a-z0-9]*)/gi), links: found(/href="([^"]*)"/g) };
}
