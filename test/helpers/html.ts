import { type DefaultTreeAdapterMap, type ParserError, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
export type Element = DefaultTreeAdapterMap['element'];

/** An HTML text as the standard reads it: its elements in order, and what is wrong with it. */
export function readHtml(text: string): {
  readonly elements: readonly Element[];
  readonly errors: readonly string[];
} {
  const errors: string[] = [];
  const onParseError = ({ code, startLine }: ParserError) => errors.push(`${code}, line ${startLine}`);
  return { elements: elementsIn(parse(text, { onParseError, sourceCodeLocationInfo: true })), errors };
}

function elementsIn(node: Node): readonly Element[] {
  const below = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return 'tagName' in node ? [node, ...below] : below;
}

export function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export function attributeOf({ attrs }: Element, name: string): string | undefined {
  return attrs.find((attribute) => attribute.name === name)?.value;
}

export function byTag(elements: readonly Element[], name: string): readonly Element[] {
  return elements.filter(({ tagName }) => tagName === name);
}
