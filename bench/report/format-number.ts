/** Three significant digits, thousands with a comma, whole numbers whole: 0.147, 1.15, 23.4, 713, 12,300. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return "-";
  const digits = Number.isInteger(value) ? 0 : Math.min(3, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** From where to where the middle half of the values lies; nothing for a single value. */
export function formatRange({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? "" : `${formatNumber(low)} - ${formatNumber(high)}`;
}
