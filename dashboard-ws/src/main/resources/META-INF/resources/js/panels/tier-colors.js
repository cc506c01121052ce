// One colour per tier, the same in every chart.

export const TIERS = ['Platinum', 'Gold', 'Silver', 'Bronze'];

const SERIES = { Platinum: 3, Gold: 4, Silver: 6, Bronze: 5 };

export const tierColor = (colors, tier) => colors.series[SERIES[tier] ?? 0];

/** Colours of a probability to lose a customer: below 0.3 low, above 0.7 high. */
export const riskColor = (colors, probability) => (probability > 0.7 ? colors.bad : probability < 0.3 ? colors.good : colors.warn);
