import type { Finding } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import type { Message } from './message.js';
import { plainText } from './plain-text.js';
import { oneLine } from './summary-lines.js';

/** More are in the text below them. */
const maxRows = 50;

/** Dark enough for white text on them. */
const colors: Readonly<Record<Severity, string>> = {
  critical: '#a40e26',
  high: '#b3400a',
  medium: '#7d5700',
  low: '#0b5cad',
  info: '#57606a',
};

const font = 'font-family:Arial,Helvetica,sans-serif;color:#1f2328';

/**
 * The HTML part of a mail: what is new as a table, and all of the text below it. Tables and inline styles alone, as
 * mail programs understand them; nothing is loaded, and nothing is a link.
 */
export function emailPage({ subject, text, findings }: Message): string {
  const rows = findings.slice(0, maxRows).map(row);
  const table =
    rows.length === 0
      ? ''
      : `<table role="presentation" cellpadding="0" cellspacing="0" border="0" width="100%" style="border-collapse:collapse;margin:0 0 16px">${rows.join('')}</table>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>keyaudit</title></head>',
    '<body style="margin:0;padding:16px;background:#ffffff">',
    `<h1 style="${font};font-size:18px;margin:0 0 16px">${escaped(oneLine(subject, 200))}</h1>`,
    table,
    `<pre style="font-family:Consolas,Menlo,monospace;font-size:13px;color:#1f2328;white-space:pre-wrap;margin:0">${escaped(plainText(text))}</pre>`,
    '</body></html>',
  ].join('\n');
}

function row({ severity, outcome, account, exchange, title, detail }: Finding): string {
  const word = outcome === 'fail' ? severity : `${severity}?`;
  const cell = `${font};font-size:14px;padding:8px;border-bottom:1px solid #d0d7de;vertical-align:top;text-align:left`;
  return [
    '<tr>',
    `<td width="80" style="${cell}"><span style="background:${colors[severity]};color:#ffffff;padding:2px 6px;font-size:12px">${word}</span></td>`,
    `<td style="${cell}"><b>${escaped(oneLine(`${account} (${exchange}): ${title}`, 300))}</b><br>${escaped(oneLine(detail, 600))}</td>`,
    '</tr>',
  ].join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
