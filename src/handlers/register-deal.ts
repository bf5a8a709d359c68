import * as z from 'zod';
import { dealId } from '../domain/ids.js';
import { registerDeal as register } from '../operations/register-deal.js';
import type { EffectView, SavedView } from '../operations/views/effect-view.js';
import { digest } from './digest.js';
import { recordIdInput, type Handler } from './handler.js';
import { countryInput, dayInput, expectedAmountInput, productsInput } from './registration-input.js';
import { basisInput, modeInput, partnerIdInput } from './tag-input.js';

const input = z.object({
  partnerId: partnerIdInput,
  /** Null: the customer of the deal. */
  companyId: recordIdInput.nullable().default(null),
  dealId: recordIdInput.transform(dealId).nullable().default(null),
  expected: expectedAmountInput.nullable().default(null),
  closesOn: dayInput.nullable().default(null),
  products: productsInput.default([]),
  country: countryInput.nullable().default(null),
  mode: modeInput,
  basis: basisInput,
});

/** A partner registers a prospect; every rule's verdict and what an approval would move are told first. */
export const registerDeal: Handler<z.infer<typeof input>, EffectView | SavedView> = {
  name: 'register-deal',
  input,
  run: (deps, { expected, basis = null, ...asked }) =>
    register({ ...deps, digest }, { ...asked, amount: expected, basis }),
};
