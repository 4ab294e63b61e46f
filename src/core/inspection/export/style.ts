/** The look of a report: readable light and dark, on paper, at any zoom, and without colour. */
export const STYLE = `
:root{--fg:#1b1b1f;--bg:#fff;--muted:#5a5a66;--line:#c9c9d1;--good:#176a2b;--bad:#b3121d;--warning:#7a4d00;--link:#0a4fb3}
@media (prefers-color-scheme:dark){:root{--fg:#e8e8ee;--bg:#16161a;--muted:#a8a8b6;--line:#44444f;--good:#7fd693;--bad:#ff9a9a;--warning:#f0c060;--link:#8ab8ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:75rem;padding:1rem;font:1rem/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg)}
h1{font-size:1.5rem;overflow-wrap:anywhere}h2{font-size:1.25rem;border-bottom:1px solid var(--line);margin-top:2rem}h3{font-size:1rem;overflow-wrap:anywhere}
a{color:var(--link)}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}
dl{margin:0 0 1rem}dl div{display:flex;flex-wrap:wrap;gap:0 1rem}dt{min-width:10rem;color:var(--muted)}dd{margin:0;flex:1 1 20rem;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin-bottom:1rem}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600;padding:.25rem 0}
th,td{border:1px solid var(--line);padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
code,pre{font:.875rem/1.4 ui-monospace,monospace;overflow-wrap:anywhere}code{unicode-bidi:isolate}
pre{white-space:pre-wrap;max-height:30rem;overflow:auto;border:1px solid var(--line);padding:.5rem}
.state{font-weight:600;white-space:nowrap}dd .state{white-space:normal}.good{color:var(--good)}.bad{color:var(--bad)}.warning{color:var(--warning)}
:focus-visible{outline:2px solid var(--link);outline-offset:2px}
@media print{:root{--fg:#000;--bg:#fff;--muted:#333;--line:#888;--good:#000;--bad:#000;--warning:#000;--link:#000}.scroll,pre{overflow:visible;max-height:none}nav{display:none}tr{break-inside:avoid}}
`;
