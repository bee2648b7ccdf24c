() => {
  const rgb = (text) => {
    const parts = (text.match(/[\d.]+/g) || []).map(Number);
    return parts.length < 3 ? null : [parts[0], parts[1], parts[2], parts[3] ?? 1];
  };
  const over = (top, under) =>
    [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgb(getComputedStyle(at).backgroundColor);
      if (colour && colour[3] > 0) layers.push(colour);
      if (colour && colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const opacity = (element) => {
    let all = 1;
    for (let at = element; at; at = at.parentElement) all *= Number(getComputedStyle(at).opacity);
    return all;
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden";
  };
  const off = (element) => element.closest("[disabled], [aria-disabled=true], [data-stale=true]");
  const faults = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const element = node.parentElement;
    const words = node.textContent.trim();
    if (!words || !element || !seen(element) || off(element)) continue;
    if (element.closest("script, style, noscript, [data-testid=stIconMaterial], canvas")) continue;
    const style = getComputedStyle(element);
    const colour = rgb(style.color);
    if (!colour) continue;
    const ground = behind(element);
    const shown = over([colour[0], colour[1], colour[2], colour[3] * opacity(element)], ground);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.6 && Number(style.fontWeight) >= 700);
    const ratio = contrast(shown, ground);
    if (ratio < (large ? 3 : 4.5)) faults.push(`${ratio.toFixed(1)}:1 "${words.slice(0, 40)}"`);
  }
  for (const control of document.querySelectorAll("button, input, select, textarea, [role=button]")) {
    if (!seen(control) || control.type === "file" || control.closest("[aria-hidden=true]")) continue;
    const labels = control.labels ? [...control.labels].map((label) => label.textContent) : [];
    const by = (control.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    labels.push(...by.map((id) => document.getElementById(id)?.textContent || ""));
    labels.push(control.getAttribute("aria-label"), control.textContent, control.title);
    if (!labels.some((label) => label && label.trim())) {
      faults.push(`no name: ${control.outerHTML.slice(0, 90)}`);
    }
  }
  return [...new Set(faults)];
};
