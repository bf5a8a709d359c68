/** Models that may give credit on a deal. */
export const DEAL_MODELS = [
  'first_touch',
  'last_touch',
  'linear',
  'time_decay',
  'u_shaped',
  'w_shaped',
  'weighted',
] as const;
export type DealModel = (typeof DEAL_MODELS)[number];

/** As people read them. */
export const MODEL_LABELS: Readonly<Record<DealModel, string>> = {
  first_touch: 'First touch',
  last_touch: 'Last touch',
  linear: 'Linear',
  time_decay: 'Time decay',
  u_shaped: 'U-shaped',
  w_shaped: 'W-shaped',
  weighted: 'Weighted',
};
