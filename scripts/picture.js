// Turns a terminal's text, ANSI colours and all, into an SVG picture: reads stdin, writes stdout.
//   FORCE_COLOR=1 npx keyaudit demo | node scripts/picture.js --title 'keyaudit demo' > docs/demo.svg
// Plain text elements on a grid: no script, no font of its own and no HTML, so that GitHub shows it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import stringWidth from 'string-width';

const { values: options } = parseArgs({
  options: {
    columns: { type: 'string', default: '80' },
    title: { type: 'string', default: 'Terminal' },
  },
});

const cell = { width: 8.4, height: 18, font: 14 };
const margin = { side: 18, top: 44, bottom: 16 };
const colours = {
  background: '#16181d',
  bar: '#23262e',
  text: '#d6d9df',
  dots: ['#ff5f57', '#febc2e', '#28c840'],
};
const palette = ['#5c6370', '#ff6b68', '#7bc77e', '#e6c15c', '#6cb2ff', '#d69af0', '#5fd0d6', '#d6d9df'];

const plain = { colour: null, bold: false, dim: false, italic: false, underline: false, inverse: false };

/** What each SGR code that chalk prints with 16 colours does to the style; 0 and 30 to 97 are seen to below. */
const changes = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { colour: null },
  49: {},
};

/** The style after an SGR sequence; a code that this picture cannot show is an error, not a wrong picture. */
function restyled(style, codes) {
  let current = style;
  for (const code of codes.split(';').map(Number)) {
    const colour = palette[code - (code >= 90 ? 90 : 30)];
    const change = code === 0 ? plain : (changes[code] ?? (colour && { colour }));
    if (change === undefined) throw new Error(`cannot draw SGR ${code}`);
    current = { ...current, ...change };
  }
  return current;
}

/** Lines of runs: stretches of one style, with the column they begin at. */
function parse(text) {
  let style = plain;
  return text.split('\n').map((line) => {
    const runs = [];
    let column = 0;
    for (const part of line.split(/(\x1b\[[\d;]*m)/)) {
      if (part.startsWith('\x1b[')) style = restyled(style, part.slice(2, -1));
      else if (part !== '') {
        runs.push({ text: part, style, column });
        column += stringWidth(part);
      }
    }
    return runs;
  });
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
}

function drawRun({ text, style, column }, row) {
  const x = (margin.side + column * cell.width).toFixed(1);
  const width = (stringWidth(text) * cell.width).toFixed(1);
  const top = margin.top + row * cell.height;
  const foreground = style.colour ?? colours.text;
  const attributes = [
    `fill="${style.inverse ? colours.background : foreground}"`,
    // The grid, whichever font the reader has.
    `textLength="${width}"`,
    ...(style.bold ? ['font-weight="bold"'] : []),
    ...(style.dim ? ['opacity="0.6"'] : []),
    ...(style.italic ? ['font-style="italic"'] : []),
    ...(style.underline ? ['text-decoration="underline"'] : []),
  ];
  const block = `<rect x="${x}" y="${top}" width="${width}" height="${cell.height}" fill="${foreground}"/>`;
  const words = `<text x="${x}" y="${top + 13.5}" ${attributes.join(' ')}>${escaped(text)}</text>`;
  return style.inverse ? block + words : words;
}

/** A run without its blanks, in pieces: viewers make one blank of several, and would stretch the rest. */
function pieces(run) {
  if (run.style.inverse) return [run];
  return [...run.text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: text, index }) => ({
    ...run,
    text,
    column: run.column + stringWidth(run.text.slice(0, index)),
  }));
}

function picture(text, columns, title) {
  const lines = parse(text.replace(/\n+$/, ''));
  const width = Math.ceil(2 * margin.side + columns * cell.width);
  const height = margin.top + lines.length * cell.height + margin.bottom;
  const dots = colours.dots.map(
    (fill, index) => `<circle cx="${20 + index * 18}" cy="15" r="5.5" fill="${fill}"/>`,
  );
  const drawn = lines.map((runs, row) =>
    runs
      .flatMap(pieces)
      .map((run) => drawRun(run, row))
      .join(''),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${colours.background}"/>
<path d="M0 30V8a8 8 0 0 1 8-8h${width - 16}a8 8 0 0 1 8 8v22z" fill="${colours.bar}"/>
${dots.join('')}
<text x="${width / 2}" y="20" text-anchor="middle" font-family="sans-serif" font-size="13" fill="#9aa0ab">${escaped(title)}</text>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="${cell.font}">
${drawn.filter((line) => line !== '').join('\n')}
</g>
</svg>
`;
}

process.stdout.write(picture(readFileSync(0, 'utf8'), Number(options.columns), options.title));
