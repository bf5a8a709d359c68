import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly deals: number;
  readonly touches: number;
  readonly partners: number;
  readonly runs: number;
  readonly seed: number;
  readonly csv: boolean;
}

/** Sizes from the command line; touches are five a deal unless they are said. */
export function benchOptions(defaults: { readonly deals: number; readonly partners: number }): BenchOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      deals: text,
      touches: text,
      partners: text,
      runs: text,
      seed: text,
      csv: { type: 'boolean', default: false },
    },
  });
  const whole = (name: 'deals' | 'touches' | 'partners' | 'runs' | 'seed', otherwise: number): number => {
    const value = values[name] === undefined ? otherwise : Number(values[name]);
    if (!Number.isSafeInteger(value) || value < 1) throw new RangeError(`--${name} takes a whole number`);
    return value;
  };
  const deals = whole('deals', defaults.deals);
  return {
    deals,
    touches: whole('touches', 5 * deals),
    partners: whole('partners', defaults.partners),
    runs: whole('runs', 5),
    seed: whole('seed', 20_260_912),
    csv: values.csv,
  };
}
