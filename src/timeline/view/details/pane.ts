/**
 * Gives bars their lengths: `data-share` of the width, `data-height` of the height, `data-grow` of what there is beside
 * others. By script: the content security policy forbids style attributes.
 */
export function giveShares(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-share], [data-height], [data-grow]')) {
    const { share, height, grow } = element.dataset;
    if (share !== undefined) element.style.width = percentOf(share);
    if (height !== undefined) element.style.height = percentOf(height);
    if (grow !== undefined) element.style.flexGrow = String(Number(grow) * 100);
  }
}

function percentOf(share: string): string {
  return `${Math.max(0, Math.min(1, Number(share))) * 100}%`;
}
