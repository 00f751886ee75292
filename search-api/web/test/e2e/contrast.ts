import type { Page } from 'playwright-core';

/** Texts on the page whose contrast is below WCAG 2.2 AA (4.5, or 3 for large ones), with what they are. */
export function lowContrast(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Colour = [number, number, number, number];
    const colour = (css: string): Colour => {
      const [r = 0, g = 0, b = 0, a = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      return [r, g, b, a];
    };
    const luminance = ([r, g, b]: Colour) => {
      const [x = 0, y = 0, z = 0] = [r, g, b].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const ground = (element: Element | null): Colour => {
      for (let each = element; each; each = each.parentElement) {
        const found = colour(getComputedStyle(each).backgroundColor);
        if (found[3] === 1) return found;
      }
      return [255, 255, 255, 1];
    };
    const low: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim();
      if (!element || !text || element.closest('script, style, :disabled') || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const light = luminance(colour(element instanceof SVGElement ? style.fill : style.color));
      const dark = luminance(ground(element));
      const ratio = (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
      const size = parseFloat(style.fontSize);
      const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) low.push(`${text}: ${ratio.toFixed(2)}`);
    }
    return low;
  });
}
