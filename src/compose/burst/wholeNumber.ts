/**
 * Reads a whole number, with or without what stands between its thousands.
 * @returns `undefined` for anything else: `1.5` is not fifteen
 */
export function wholeNumber(typed: string): number | undefined {
  const bare = typed.trim();
  const isNumber = /^\d{1,9}$/.test(bare) || /^\d{1,3}([\s,.’'])\d{3}(\1\d{3})?$/.test(bare);
  return isNumber ? Number(bare.replaceAll(/\D/g, '')) : undefined;
}
