// What a page shows, measured: one line a fault, with its text. Run in the page by tests/browser/measure.py.
"use strict";

(smallest) => {
  const TALL = 0.22;  // of a line box, above and under its letters
  const main = document.querySelector('[data-testid="stMain"]');
  const faults = [];
  const said = (text) => `« ${text.trim().replace(/\s+/g, " ").slice(0, 60)} »`;

  const wide = Math.max(document.documentElement.scrollWidth - innerWidth, main.scrollWidth - main.clientWidth);
  if (wide > 0) faults.push(`overflow: the page is ${wide} px wider than its window`);

  const NOT_READ = '[data-testid="stIconMaterial"], .unseen, canvas, style, script, title, desc, option';
  const scrolls = (style) => /auto|scroll/.test(style.overflowX + style.overflowY);
  const hides = (style) => /hidden|clip/.test(style.overflowX + style.overflowY);
  const clip = (box, by) => ({
    left: Math.max(box.left, by.left), top: Math.max(box.top, by.top),
    right: Math.min(box.right, by.right), bottom: Math.min(box.bottom, by.bottom),
  });

  const sizeOf = (element) => {
    const size = parseFloat(getComputedStyle(element).fontSize);
    const matrix = element instanceof SVGElement ? element.getScreenCTM() : null;
    return matrix ? size * Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c)) : size;
  };

  // Where the letters of a text are: a box a line, as far as what scrolls around it lets it be seen.
  const linesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const upright = !getComputedStyle(node.parentElement).writingMode.startsWith("vertical");
    return [...range.getClientRects()].filter((box) => box.width > 1 && box.height > 1).map((box) => ({
      left: box.left + 0.5, right: box.right - 0.5,
      top: box.top + (upright ? TALL * box.height : 0), bottom: box.bottom - (upright ? TALL * box.height : 0),
    }));
  };

  const texts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest(NOT_READ)) continue;
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    let lines = linesOf(node), pinned = false, unseen = false;
    for (let around = element; around && around !== main; around = around.parentElement) {
      const style = getComputedStyle(around);
      pinned ||= style.position === "sticky";
      unseen ||= style.clipPath !== "none" || style.display === "none";
      const summary = style.webkitLineClamp !== "none";  // the first lines of a text that its card opens
      if (!scrolls(style) && !hides(style)) continue;
      const frame = around.getBoundingClientRect();
      if (hides(style) && !scrolls(style)) {
        const cut = lines.some((line) => line.left < frame.left - 1.5 || line.right > frame.right + 1.5
          || line.top < frame.top - 1.5 || line.bottom > frame.bottom + 1.5);
        if (cut && !unseen && !summary) faults.push(`clipped: ${said(node.data)}`);
      }
      lines = lines.map((line) => clip(line, frame)).filter((line) => line.right > line.left && line.bottom > line.top);
    }
    if (!lines.length || unseen) continue;
    const size = sizeOf(element);
    if (size < smallest - 0.05) faults.push(`small: ${said(node.data)} is ${size.toFixed(1)} px high`);
    if (lines.some((line) => line.left < -1 || line.right > innerWidth + 1)) faults.push(`outside: ${said(node.data)}`);
    texts.push({text: node.data, element, lines, pinned});
  }

  for (const field of main.querySelectorAll("input:not([type=checkbox], [type=radio])")) {
    if (field.value && field.scrollWidth > field.clientWidth + 1) faults.push(`clipped: ${said(field.value)}`);
  }

  const boxes = texts.flatMap((text) => text.lines.map((line) => ({...line, of: text}))).sort((a, b) => a.top - b.top);
  const told = new Set();
  boxes.forEach((one, k) => {
    for (let j = k + 1; j < boxes.length && boxes[j].top < one.bottom - 1; j++) {
      const other = boxes[j];
      if (one.of === other.of || one.of.pinned || other.of.pinned) continue;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      if (across < 1.5) continue;
      told.add(`overlap: ${said(one.of.text)} and ${said(other.of.text)}`);
    }
  });
  return [...faults, ...told];
}
