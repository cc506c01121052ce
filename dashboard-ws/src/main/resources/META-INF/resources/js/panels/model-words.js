// Names of models and of their figures.

export const MODEL_NAMES = ['churn', 'purchase', 'value', 'clusters'];

const TITLES = { churn: 'Churn', purchase: 'Purchase within 7 days', value: 'Lifetime value', clusters: 'Clusters' };
const METRICS = {
  auc: 'AUC', average_precision: 'Average precision', brier: 'Brier score', log_loss: 'Log loss', ece: 'Calibration error',
  lift_10: 'Lift of the top 10 %', lift: 'Lift of the top 10 %', mae: 'Mean absolute error', mape: 'MAPE', rmse: 'RMSE',
  correlation: 'Correlation', decile_error: 'Error by tenths', total_bias: 'Bias of the total', orders_correlation: 'Correlation of orders', orders_mae: 'Mean absolute error of orders',
  orders_rmse: 'RMSE of orders', orders_decile_error: 'Error of orders by tenths', orders_total_bias: 'Bias of all orders',
  silhouette: 'Silhouette', stability: 'Stability (ARI)', ari: 'Stability (ARI)',
};

/** Metrics in the order of the cards: known ones first. */
export function inOrder(metrics) {
  const known = Object.keys(METRICS);
  const rank = (name) => (METRICS[name] ? known.indexOf(name) : known.length);
  return [...metrics].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

export const modelTitle = (name) => TITLES[name] ?? name;
export const metricTitle = (name) => METRICS[name] ?? name.replaceAll('_', ' ');
