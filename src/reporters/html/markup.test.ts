import { expect, it } from 'vitest';
import { html } from './markup.ts';

it('takes every text for text, in ASCII', () => {
  expect(html`<b title="${'"'}">${`<i>&'…🔑`}</b>${3}`.text).toBe(
    '<b title="&quot;">&lt;i&gt;&amp;&#39;&#8230;&#128273;</b>3',
  );
});

it('takes its own making for HTML, one or several', () => {
  const item = html`<li>${'&'}</li>`;
  expect(html`<ul>${[item, item]}${item}</ul>`.text).toBe(`<ul>${'<li>&amp;</li>'.repeat(3)}</ul>`);
});

it('takes nothing for HTML that merely looks like its own', () => {
  const forged = JSON.parse('{"text":"<script>"}');
  expect(() => html`${forged}`.text).toThrow();
});
