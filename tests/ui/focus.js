// Numbers every control that can be seen and used; gives how many there are.
() => {
  const usable = "a[href], button, input, textarea, select, [tabindex='0']";
  const shown = (one) => {
    const box = one.getBoundingClientRect();
    return one.checkVisibility({ opacityProperty: false, visibilityProperty: true })
      && box.width > 0 && !one.disabled && one.tabIndex >= 0
      && one.tagName !== "MAIN" && !one.closest("[aria-hidden=true], [inert], canvas");
  };
  const look = (one) => {
    const parts = [];
    for (let at = one, up = 0; at && up < 4; at = at.parentElement, up += 1) {
      const style = getComputedStyle(at);
      parts.push(style.outline, style.boxShadow, style.borderColor, style.backgroundColor);
    }
    return parts.join("|");
  };
  window.lookOf = look;
  document.activeElement.blur();
  const found = [...document.querySelectorAll(usable)].filter(shown);
  found.forEach((one, number) => { one.dataset.number = number; one.lookBefore = look(one); });
  return found.map((one) => `${one.tagName} ${one.ariaLabel || one.innerText || one.type || ""}`.trim());
}
