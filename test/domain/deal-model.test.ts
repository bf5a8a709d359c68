import { expect, it } from '@jest/globals';
import { assertNever } from '../../src/domain/assert-never.js';
import { DEAL_MODELS, MODEL_LABELS } from '../../src/domain/deal-model.js';

it('every model has a label as people read it', () => {
  expect(DEAL_MODELS.map((model) => MODEL_LABELS[model])).toEqual([
    ...['First touch', 'Last touch', 'Linear', 'Time decay', 'U-shaped', 'W-shaped', 'Weighted'],
  ]);
});

it('a variant that types rule out is a bug, and says which it was', () => {
  expect(() => assertNever({ kind: 'other' } as never)).toThrow('unexpected variant: {"kind":"other"}');
});
