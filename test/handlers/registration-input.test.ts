import { describe, expect, it } from '@jest/globals';
import { expectedAmountInput } from '../../src/handlers/registration-input.js';

describe('an expected amount, as it is typed', () => {
  it.each([
    ['20000', 'USD', 2_000_000],
    ['20,000', 'USD', 2_000_000],
    ['1,234,567.89', 'EUR', 123_456_789],
    ['5,000', 'JPY', 5_000],
    ['0', 'USD', 0],
  ])('%s %s is so many minor units', (amount, currency, minor) => {
    expect(expectedAmountInput.parse({ amount, currency })).toEqual({ minor, currency });
  });

  it.each(['20.000,00', '2,0000', ',500', '1e9', '-5', 'a lot', ''])(
    '%s is refused, and said how',
    (amount) => {
      const read = expectedAmountInput.safeParse({ amount, currency: 'USD' });
      expect(read.error?.issues[0]?.message).toContain('write a number such as 48000.00 or 48,000.00');
    },
  );
});
