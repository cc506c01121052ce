// What a comparison with customers alike says, in words.

import { integer, number, percent } from '../format.js';

const points = (value) => `${number({ maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(100 * value)} points`;

/** Sentences about an effect: { available, reason, rate, others_rate, difference, low, high, plain_difference, group_matched, others_matched }. */
export function effectWords(effect, who) {
  if (!effect.available) {
    return effect.reason;
  }
  return `${percent(effect.rate)} of ${who} come back within 90 days, ${percent(effect.others_rate)} of customers alike: ${points(effect.difference)} (95 %: ${points(effect.low)} to ${points(effect.high)}), `
    + `from ${integer(effect.group_matched)} and ${integer(effect.others_matched)} matched customers. Without matching it would look like ${points(effect.plain_difference)}.`;
}
