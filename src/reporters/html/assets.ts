// Written by `npm run generate`, from the style sheets and the script beside this file.
import { html } from './markup.js';

export const style = html`:root {
  color-scheme: light dark;
  --page: #f6f6f3;
  --paper: #fff;
  --ink: #1c2127;
  --soft: #565e68;
  --rule: #dfe1e4;
  --edge: #868d96;
  --on: #fff;
  --critical: #a3123c;
  --high: #b03f0b;
  --medium: #855800;
  --low: #1f5cb3;
  --info: #525b66;
  --doubt: #6a3fbf;
  --fine: #15695b;
  --link: #1f5cb3;
  --wash-fail: #fbeef0;
  --wash-incomplete: #f3effb;
  --wash-pass: #ebf5f2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171b;
    --paper: #1c2026;
    --ink: #e7e9ec;
    --soft: #a7afb9;
    --rule: #333a43;
    --edge: #7b8490;
    --on: #14171b;
    --critical: #ff8ba1;
    --high: #ffa274;
    --medium: #e5ba55;
    --low: #85b5ff;
    --info: #b3bbc5;
    --doubt: #c0a6ff;
    --fine: #67ccb6;
    --link: #85b5ff;
    --wash-fail: #33202a;
    --wash-incomplete: #282341;
    --wash-pass: #1b2f2c;
  }
}
@media print {
  :root {
    color-scheme: light;
    --page: #fff;
    --paper: #fff;
    --ink: #000;
    --soft: #444c55;
    --rule: #cfd3d8;
    --edge: #868d96;
    --on: #fff;
    --critical: #a3123c;
    --high: #b03f0b;
    --medium: #855800;
    --low: #1f5cb3;
    --info: #525b66;
    --doubt: #6a3fbf;
    --fine: #15695b;
    --link: #000;
    --wash-fail: #fbeef0;
    --wash-incomplete: #f3effb;
    --wash-pass: #ebf5f2;
  }
}
*,
::before,
::after {
  box-sizing: border-box;
}
html {
  background: var(--page);
  color: var(--ink);
  font:
    16px / 1.5 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Noto Sans",
    "Liberation Sans",
    sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
  -webkit-text-size-adjust: 100%;
  text-size-adjust: 100%;
}
body {
  max-width: 76rem;
  margin: 0 auto;
  padding: 0 1.5rem 3rem;
}
h1,
h2,
h3,
h4,
p,
ul,
ol,
dl,
dd {
  margin: 0;
  padding: 0;
}
ul,
ol {
  list-style: none;
}
b,
h2,
h3,
h4 {
  font-weight: 600;
}
small {
  font-size: inherit;
  color: var(--soft);
}
code,
.mask,
.url {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 0.875em;
}
code,
.at,
.muted,
.plus,
.none {
  color: var(--soft);
  font-weight: 400;
}
a {
  color: var(--link);
  text-underline-offset: 0.2em;
}
/* The signs themselves: where each is counted open and closed, as browsers do it, a thousand keys take minutes to print */
q::before {
  content: "\\201c";
}
q::after {
  content: "\\201d";
}
/* Stronger than whatever lays an element out */
[hidden]:not(#none) {
  display: none;
}
.vh {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
:focus-visible {
  outline: 3px solid var(--link);
  outline-offset: 2px;
}
main:focus,
section:focus,
article:focus {
  outline: none;
}
article:target {
  box-shadow: 0 0 0 2px var(--link);
}
.skip {
  position: absolute;
  left: -99rem;
  padding: 0.5rem 1rem;
  background: var(--paper);
}
.skip:focus {
  left: 0.5rem;
  top: 0.5rem;
  z-index: 3;
}
/* The verdict */
.top {
  margin: 0 -1.5rem;
  padding: 1.25rem 1.5rem 1.5rem;
}
.brand {
  display: flex;
  flex-wrap: wrap;
  gap: 0 0.75rem;
  color: var(--soft);
  font-size: 0.9375rem;
}
.brand b {
  color: var(--ink);
}
.brand time {
  margin-left: auto;
}
h1 {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0 1rem;
  align-items: center;
  margin: 1.5rem 0;
  padding: 1.25rem 1.5rem;
  border-radius: 0.75rem;
  background: var(--wash);
  font-size: 1.25rem;
  font-weight: 400;
  line-height: 1.4;
}
h1 svg {
  grid-row: span 2;
  width: 4rem;
  height: 4rem;
  fill: var(--tone);
}
h1 .sign {
  fill: none;
  stroke: var(--on);
  stroke-width: 5;
  stroke-linecap: round;
  stroke-linejoin: round;
}
h1 .word {
  color: var(--tone);
  font-size: 1.75rem;
  font-weight: 750;
  letter-spacing: 0.03em;
  line-height: 1.2;
}
.fail {
  --tone: var(--critical);
  --wash: var(--wash-fail);
}
.incomplete {
  --tone: var(--doubt);
  --wash: var(--wash-incomplete);
}
.pass {
  --tone: var(--fine);
  --wash: var(--wash-pass);
}
.tiles {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1.75rem;
}
.tiles li {
  color: var(--ink);
  background: none;
  font-size: 0.9375rem;
}
.tiles b {
  display: block;
  font-size: 1.75rem;
  line-height: 1.2;
  color: var(--tone, var(--ink));
}
.tiles .zero,
.tiles .zero b {
  color: var(--soft);
  font-weight: 400;
}
.tiles .doubt {
  --tone: var(--doubt);
}
.tiles .quiet {
  --tone: var(--ink);
}
.scope {
  margin-top: 1rem;
  color: var(--soft);
}
.scope + .scope {
  margin-top: 0;
}
/* Finding one's way */
nav ul {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.25rem;
  padding: 0.75rem 0;
  border-block: 1px solid var(--rule);
}
nav a {
  color: var(--ink);
}
.number {
  color: var(--soft);
  font-weight: 400;
}
#filter {
  display: flex;
  flex-wrap: wrap;
  gap: 0.5rem 1rem;
  align-items: center;
  position: sticky;
  top: 0;
  z-index: 2;
  margin: 0 -1.5rem;
  padding: 0.75rem 1.5rem;
  background: var(--page);
  border-bottom: 1px solid var(--rule);
}
#filter label {
  color: var(--soft);
  min-width: 0;
}
select,
button {
  min-height: 2.25rem;
  max-width: 14rem;
  padding: 0.25rem 0.625rem;
  border: 1px solid var(--edge);
  border-radius: 0.375rem;
  background: var(--paper);
  color: var(--ink);
  font: inherit;
}
button:disabled {
  color: var(--soft);
  border-color: var(--rule);
}
button[aria-pressed="true"] {
  background: var(--ink);
  color: var(--page);
}
#status {
  color: var(--soft);
}
section {
  margin-top: 2.5rem;
  scroll-margin-top: 4rem;
}
h2 {
  margin-bottom: 0.75rem;
  font-size: 1.375rem;
  line-height: 1.3;
}
.none {
  padding: 0.75rem 0;
}
footer {
  max-width: 48rem;
  margin-top: 3rem;
  padding-top: 1rem;
  border-top: 1px solid var(--rule);
  color: var(--soft);
  font-size: 0.875rem;
}
/* Yes, no, unknown: a filled square, a thin circle, a broken frame */
.g::before,
.d::before,
.u::before {
  display: inline-grid;
  place-content: center;
  width: 1.375rem;
  height: 1.375rem;
  margin-right: 0.4375rem;
  border: 1.5px solid var(--tone);
  color: var(--tone);
  font:
    700 0.8125rem / 1 system-ui,
    sans-serif;
  vertical-align: middle;
}
.g::before {
  content: "\\2713" / "";
  border-radius: 0.25rem;
  background: var(--tone);
  color: var(--on);
}
.d::before {
  content: "\\2013" / "";
  border-radius: 50%;
}
.u::before {
  content: "?" / "";
  border-style: dashed;
  border-radius: 0.25rem;
}
.any::before {
  content: "\\2217" / "";
}
.list::before {
  content: "\\2261" / "";
}
.g {
  --tone: var(--info);
}
.warn {
  --tone: var(--high);
}
.bad {
  --tone: var(--critical);
  color: var(--critical);
  font-weight: 700;
}
.d {
  --tone: var(--edge);
  color: var(--soft);
}
.u {
  --tone: var(--doubt);
  color: var(--doubt);
}
.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.25rem;
  margin-bottom: 0.75rem;
  font-size: 0.875rem;
}

/* How grave: a word on a ground of its own */
.sev,
.info {
  --tone: var(--info);
}
.critical {
  --tone: var(--critical);
}
.high {
  --tone: var(--high);
}
.medium {
  --tone: var(--medium);
}
.low {
  --tone: var(--low);
}
span.sev,
.state,
.flag {
  display: inline-block;
  padding: 0.125rem 0.5rem;
  border: 1.5px solid var(--tone);
  border-radius: 1rem;
  color: var(--tone);
  font-size: 0.8125rem;
  font-weight: 600;
  line-height: 1.3;
  white-space: nowrap;
}
span.critical,
span.high,
.state.failed {
  background: var(--tone);
  color: var(--on);
}
.unverified,
.state {
  --tone: var(--doubt);
}
.unverified {
  border-style: dashed;
}
.state {
  text-transform: uppercase;
}
.flag {
  --tone: var(--edge);
  color: var(--soft);
  font-weight: 400;
}
/* Keys by permissions */
.scroll {
  position: relative;
  overflow: auto;
  border: 1px solid var(--rule);
  border-radius: 0.625rem;
  background: var(--paper);
}
.long {
  max-height: min(46rem, 80vh);
}
.matrix {
  width: 100%;
  border-collapse: separate;
  border-spacing: 0;
  font-size: 0.9375rem;
}
.matrix th,
.matrix td {
  padding: 0.625rem 0.75rem;
  border-top: 1px solid var(--rule);
  text-align: left;
  vertical-align: top;
  font-weight: 400;
  overflow-wrap: normal;
}
.matrix thead th {
  position: sticky;
  top: 0;
  z-index: 1;
  border-top: 0;
  border-bottom: 1px solid var(--edge);
  background: var(--paper);
  color: var(--soft);
  font-size: 0.875rem;
  vertical-align: bottom;
}
.matrix thead th::first-letter {
  text-transform: uppercase;
}
.matrix .p,
.matrix .mask,
.matrix .from > *,
.matrix .worst {
  white-space: nowrap;
}
.matrix tbody tr:first-child > * {
  border-top: 0;
}
.matrix th[scope="row"] {
  width: 30%;
  min-width: 9rem;
  overflow-wrap: anywhere;
}
.at,
q {
  font-size: 0.9375rem;
}
.matrix .at {
  display: block;
  font-size: 0.875rem;
}
.under th[scope="row"] {
  padding-left: 1.75rem;
}
details {
  min-width: 0;
}
summary {
  cursor: pointer;
}
.matrix summary {
  list-style: none;
}
.matrix summary::-webkit-details-marker {
  display: none;
}
.matrix summary::after {
  content: " \\25b8" / "";
}
.matrix [open] > summary::after {
  content: " \\25be" / "";
}
.plain {
  font-size: 0.875rem;
  white-space: normal;
}
/* Keys, where they are many or the room is little */
@media screen and (min-width: 48.01rem) {
  .long .matrix,
  .long .matrix tbody {
    display: block;
  }
  .long .matrix thead {
    display: block;
    position: sticky;
    top: 0;
    z-index: 1;
  }
  .long .matrix tr {
    display: grid;
    grid-template-columns: minmax(9rem, 1fr) repeat(5, 6.75rem) 10.25rem 8.5rem;
  }
  .long .matrix th[scope="row"] {
    width: auto;
  }
}
@media screen and (min-width: 64.01rem) and (max-width: 70rem) {
  .long .matrix tr {
    grid-template-columns: minmax(8rem, 1fr) repeat(5, 6.75rem) minmax(7.5rem, 9.5rem) 8.5rem;
  }
}
@media screen and (min-width: 48.01rem) and (max-width: 64rem) {
  .long .matrix tr {
    grid-template-columns: minmax(6.25rem, 1fr) repeat(5, 4.75rem) 7.25rem 7.5rem;
  }
}
@media (max-width: 70rem) {
  .matrix th,
  .matrix td {
    padding-inline: 0.5rem;
  }
  .matrix th[scope="row"] {
    width: auto;
    min-width: 8rem;
  }
  .matrix thead .worst {
    white-space: normal;
  }
  /* In several lines, the others under the first word */
  .matrix td.from > span,
  .matrix .from summary {
    display: block;
    padding-left: 1.8125rem;
    text-indent: -1.8125rem;
    white-space: normal;
  }
  .matrix .from ::before {
    text-indent: 0;
  }
}
@media (max-width: 64rem) {
  .matrix td.p span {
    position: absolute;
    width: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
}
/* On paper, which is as narrow, it stays a table */
@media screen and (max-width: 48rem) {
  .matrix,
  .matrix tbody {
    display: block;
  }
  .matrix thead {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  .matrix tbody tr {
    display: grid;
    grid-template-columns: 4fr 4fr 5fr 5fr 5fr;
    gap: 0.5rem 0;
    padding: 0.75rem 1rem;
    border-top: 1px solid var(--rule);
  }
  .matrix tbody tr:first-child {
    border-top: 0;
  }
  .matrix tbody th,
  .matrix tbody td {
    padding: 0;
    border: 0;
  }
  .matrix tbody th {
    grid-area: 1 / 1 / auto / 4;
  }
  .matrix .under th {
    padding-left: 0.75rem;
  }
  .matrix .worst {
    grid-area: 1 / 4 / auto / 6;
    justify-self: end;
  }
  .matrix .from {
    grid-column: 1 / 6;
  }
  .matrix .from::before {
    content: "Works from ";
    color: var(--soft);
  }
  .matrix td.from > span,
  .matrix .from details {
    display: inline-block;
    vertical-align: top;
  }
  .matrix .p {
    grid-row: 2;
    text-align: center;
    font-size: 0.75rem;
  }
  .matrix .p::before {
    margin: 0;
  }
  .matrix .p::after {
    display: block;
    margin-top: 0.25rem;
    color: var(--soft);
    font-weight: 400;
  }
  .p:nth-of-type(1)::after {
    content: "Read" / "";
  }
  .p:nth-of-type(2)::after {
    content: "Trade" / "";
  }
  .p:nth-of-type(3)::after {
    content: "Transfer" / "";
  }
  .p:nth-of-type(4)::after {
    content: "Withdraw" / "";
  }
  .p:nth-of-type(5)::after {
    content: "Manage" / "";
  }
}
/* Lists */
.rows {
  border: 1px solid var(--rule);
  border-radius: 0.625rem;
  background: var(--paper);
}
.rows > li {
  padding: 0.75rem 1.125rem;
  border-top: 1px solid var(--rule);
}
.rows > li:first-child {
  border-top: 0;
}
.notice {
  border-left: 5px solid var(--doubt);
}

/* Findings */
.finding {
  margin-top: 1rem;
  padding: 1.125rem 1.375rem;
  border: 1px solid var(--rule);
  border-left: 5px solid var(--tone);
  border-radius: 0.625rem;
  background: var(--paper);
  scroll-margin-top: 5rem;
}
h3,
.what {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 0.75rem;
  align-items: baseline;
  font-size: 1.0625rem;
}
.evidence > p {
  margin-top: 0.125rem;
}
.evidence {
  margin-top: 0.75rem;
  max-width: 56rem;
}
.names {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr));
  gap: 0.125rem 1.5rem;
}
.parts {
  margin-top: 0.25rem;
  padding-left: 1.125rem;
  color: var(--soft);
  list-style: disc;
}
.parts ul {
  padding-left: 1.125rem;
  list-style: circle;
}
.todo {
  margin-top: 1rem;
  max-width: 56rem;
}
h4 {
  color: var(--soft);
  font-size: 0.875rem;
}
.steps {
  margin-top: 0.375rem;
}
.steps ol {
  margin: 0.375rem 0 0.25rem 1.0625rem;
  padding-left: 1.25rem;
  list-style: decimal;
}
.steps ol li {
  margin-top: 0.25rem;
}
.steps .plain,
.steps .url {
  margin: 0.25rem 0 0.5rem 1.0625rem;
  color: var(--soft);
}
.rest {
  margin-top: 0.25rem;
}

.doubts + .steps {
  margin-top: 0.75rem;
}
/* Time */
.timeline {
  position: relative;
  padding: 0 1rem;
}
.scale {
  margin-left: 15rem;
}
.rules {
  position: absolute;
  top: 0;
  left: 16rem;
  width: calc(100% - 17rem);
  height: 100%;
  stroke: var(--rule);
  pointer-events: none;
}
.rules .now {
  stroke: var(--edge);
  stroke-dasharray: 2 3;
}
.scale {
  position: sticky;
  top: 0;
  z-index: 1;
  border-bottom: 1px solid var(--edge);
  background: var(--paper);
  box-shadow: -16rem 0 var(--paper);
}
.scale svg {
  display: block;
  width: 100%;
  height: 1.75rem;
  fill: var(--soft);
  font-size: 0.8125rem;
  text-anchor: middle;
  overflow: visible;
  transform: translateY(0.125rem);
}
.times {
  position: relative;
}
.times > li {
  display: grid;
  grid-template-columns: 15rem 1fr 5rem;
  grid-template-rows: auto 1fr;
  border-top: 1px solid var(--rule);
}
.times > li:first-child {
  border-top: 0;
}
.times .who {
  grid-row: span 2;
  padding: 0.5rem 1rem 0.5rem 0;
  line-height: 1.4;
  font-size: 0.9375rem;
}
.times .at {
  display: block;
  font-size: 0.875rem;
}
.life {
  grid-column: 2 / -1;
  width: 100%;
  height: 2rem;
  overflow: visible;
}
.life line {
  stroke: var(--edge);
  stroke-width: 3;
}
.life .gap,
.life .ahead {
  stroke-width: 2;
  stroke-dasharray: 2 5;
}
.life .createdAt {
  fill: var(--info);
}
.life .modifiedAt {
  fill: var(--high);
  stroke: var(--paper);
  transform: rotate(45deg) translate(-50%, -50%);
  transform-box: fill-box;
  transform-origin: 0 0;
}
.life .lastUsedAt {
  fill: none;
  stroke: var(--low);
  stroke-width: 2.5;
}
.life .expiresAt {
  stroke: var(--critical);
  stroke-width: 4;
}
.times dl {
  display: grid;
  padding-bottom: 0.625rem;
  align-content: start;
  grid-template-columns: repeat(4, 1fr);
  grid-auto-flow: column;
  grid-template-rows: auto auto;
  gap: 0 1rem;
  font-size: 0.875rem;
  background: var(--paper);
  line-height: 1.4;
}
.times small {
  white-space: nowrap;
}
.times dt {
  color: var(--soft);
}
.times dt::before {
  content: "";
  display: inline-block;
  width: 0.625rem;
  height: 0.625rem;
  margin-right: 0.5rem;
  border: 2.5px solid var(--tone);
}
dt.createdAt {
  --tone: var(--info);
}
dt.createdAt::before {
  border-width: 0.3125rem;
  border-radius: 50%;
}
dt.modifiedAt {
  --tone: var(--high);
}
dt.modifiedAt::before {
  border-width: 0.25rem;
  width: 0.5rem;
  height: 0.5rem;
  margin-inline: 0.0625rem 0.5625rem;
  transform: rotate(45deg);
}
dt.lastUsedAt {
  --tone: var(--low);
}
dt.lastUsedAt::before {
  border-radius: 50%;
}
dt.expiresAt {
  --tone: var(--critical);
}
dt.expiresAt::before {
  width: 0;
  height: 0.75rem;
  margin-inline: 0.1875rem 0.6875rem;
  border-width: 0 0 0 4px;
  vertical-align: -0.0625rem;
}
.times .u::before {
  display: none;
}
details.more {
  background: var(--paper);
  font-size: 0.875rem;
}
details.more[open] {
  grid-column: 2 / -1;
  padding-bottom: 0.625rem;
}
/* Of many only those in sight are laid out; rows of a table cannot be left out so, rows of a grid can */
@media screen {
  .finding:nth-child(n + 26),
  .rows > li:nth-child(n + 26),
  .long .times > li:nth-child(n + 26),
  .long tbody tr:nth-child(n + 26) {
    content-visibility: auto;
    contain-intrinsic-height: auto 4rem;
  }
}
@media (max-width: 60rem) {
  .times .at {
    display: inline;
  }
  .times > li {
    grid-template-columns: 1fr auto;
    grid-template-rows: none;
  }
  .times .who {
    grid-row: auto;
    background: var(--paper);
  }
  .life,
  .times dl,
  details.more[open] {
    grid-column: 1 / -1;
  }
  details.more:not([open]) {
    grid-area: 1 / 2;
    padding-top: 0.5rem;
  }
  .rules {
    left: 1rem;
    width: calc(100% - 2rem);
  }
  .scale {
    margin-left: 0;
    box-shadow: none;
  }
}
@media (max-width: 40rem) {
  body {
    padding-inline: 1rem;
  }
  .top,
  #filter {
    margin-inline: -1rem;
    padding-inline: 1rem;
  }
  #filter {
    display: grid;
    position: static;
    grid-template-columns: 1fr 1fr;
  }
  #filter label {
    display: grid;
  }
  select {
    width: 100%;
    max-width: none;
  }
  /* Of three choices the last has a line of its own, so that the buttons stand side by side. */
  #filter label:nth-of-type(odd):last-of-type,
  #status {
    grid-column: 1 / -1;
  }
  h1 {
    padding: 1rem;
    font-size: 1.125rem;
  }
  h1 svg {
    width: 3rem;
    height: 3rem;
    grid-row: auto;
  }
  h1 .why {
    grid-column: span 2;
    margin-top: 0.5rem;
  }
  .scale .tight {
    display: none;
  }
  .times dl {
    grid-template-columns: auto 1fr;
    grid-auto-flow: row;
    grid-template-rows: none;
  }
  .finding {
    padding: 1rem;
  }
}
@media (prefers-reduced-motion: no-preference) {
  html {
    scroll-behavior: smooth;
  }
}
@media (forced-colors: active) {
  .g::before {
    border-width: 3px;
  }
  h1 svg {
    fill: CanvasText;
  }
  .life line,
  .life .lastUsedAt,
  .rules {
    stroke: CanvasText;
  }
  .life circle,
  .life rect,
  .scale svg {
    fill: CanvasText;
  }
  h1 .sign {
    stroke: Canvas;
  }
}
@page {
  size: A4;
  margin: 14mm 13mm;
}
@media print {
  html {
    font-size: 9.5pt;
    print-color-adjust: exact;
    -webkit-print-color-adjust: exact;
  }
  body {
    max-width: none;
    padding: 0;
  }
  .top {
    margin: 0;
    padding: 0;
  }
  #filter {
    position: static;
    margin: 0;
    padding: 0.5rem 0;
  }
  nav,
  .skip,
  details.more,
  #filter > :not(#status),
  html:not(.filtered) #filter {
    display: none;
  }
  .scroll,
  .long {
    max-height: none;
    overflow: visible;
  }
  .matrix thead th,
  .scale {
    position: static;
  }
  h2,
  h3,
  h4,
  .scale {
    break-after: avoid;
  }
  tr,
  .times > li,
  .rows > li,
  .evidence,
  .steps,
  h1,
  footer {
    break-inside: avoid;
  }
  .evidence {
    break-after: avoid;
  }
  footer {
    break-before: avoid;
  }
  .matrix .from summary::after {
    content: none;
  }
  details:not(.more)::details-content {
    content-visibility: visible;
    block-size: auto;
  }
}
`;
export const styleHash = 'sha256-ztbcJMar8uEghXrgL7uO66gBLLYpQ3sQv+6slmTVArU=';

export const script = html`// Filters what has numbers for its accounts and exchanges and a rank for its severity. Nothing is made here, and
// nothing read from the layout: attributes are switched, and the browser draws once.
{
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const items = all('[data-a]').map((element) => {
    const { a, e, s, k } = element.dataset;
    return { element, a: a.split(' '), e: e.split(' '), s, k };
  });
  // The inner before the outer: a group is gone when all in it is.
  const groups = all('[data-group]').reverse();
  const sections = all('section').map((section) => ({
    note: section.querySelector('.none'),
    items: section.querySelectorAll('[data-a]'),
  }));
  const folded = all('details.rest');
  const steps = all('details.steps');
  const choices = all('#filter select');
  const nouns = {
    key: 'keys',
    finding: 'findings',
    doubt: 'with something unverified',
    waived: 'waived or in the baseline',
  };

  const filter = () => {
    const wanted = Object.fromEntries(choices.map(({ dataset, value }) => [dataset.by, value]));
    const isFiltered = choices.some(({ value }) => value !== '');
    const counts = {};
    for (const { element, a, e, s, k } of items) {
      const fits =
        (!wanted.a || a.includes(wanted.a)) &&
        (!wanted.e || e.includes(wanted.e)) &&
        (!wanted.s || s === undefined || Number(s) <= Number(wanted.s));
      element.hidden = !fits;
      if (k === undefined) continue;
      counts[k] ??= [0, 0];
      counts[k][0] += fits ? 1 : 0;
      counts[k][1] += 1;
    }
    for (const group of groups) group.hidden = group.querySelector('[data-a]:not([hidden])') === null;
    for (const { note, items } of sections) {
      if (items.length > 0) note.hidden = [...items].some(({ hidden }) => !hidden);
    }
    for (const details of folded) details.open = isFiltered;
    byId('reset').disabled = !isFiltered;
    const told = Object.keys(nouns).filter((kind) => counts[kind] !== undefined);
    const words = told.map((kind) => \`\${counts[kind].join(' of ')} \${nouns[kind]}\`);
    byId('status').textContent = isFiltered
      ? \`Filtered. Shown: \${words.join(', ')}.\`
      : 'Everything is shown.';
    document.documentElement.classList.toggle('filtered', isFiltered);
  };
  const unfold = (isOpen) => {
    for (const details of steps) details.open = isOpen;
    byId('unfold').setAttribute('aria-pressed', String(isOpen));
  };

  for (const choice of choices) choice.addEventListener('change', filter);
  byId('reset').addEventListener('click', () => {
    for (const choice of choices) choice.value = '';
    filter();
    choices[0]?.focus();
  });
  byId('unfold').addEventListener('click', ({ target }) =>
    unfold(target.getAttribute('aria-pressed') !== 'true'),
  );

  // On paper nothing can be unfolded.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all('details:not(.more, [open])');
    for (const details of closed) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of closed) details.open = false;
  });

  byId('filter').hidden = false;
}
`;
export const scriptHash = 'sha256-b8PCNZcyXs20mxMMaca7ZZQVZnmOr7eRkdInq7q2Z7I=';
