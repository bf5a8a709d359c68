import { Input, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import { DayField } from '../company-card/programme/DayField.js';
import { type ChosenPartner, FindPartner } from '../deal-card/FindPartner.js';
import type { RegistrationActing } from './acting.js';

interface Props {
  readonly dialogId: string;
  /** The prospect; null where it is the customer of the deal. */
  readonly companyId: string | null;
  /** A deal that the partner claims; null where there is none. */
  readonly dealId: string | null;
  /** Of the amount, unless another is typed; null where none is suggested. */
  readonly currency: string | null;
  readonly acting: RegistrationActing;
}

const BLANK = { amount: '', currency: '', closesOn: '', products: '', country: '' };
type Field = keyof typeof BLANK;

const productsIn = (text: string): readonly string[] =>
  text
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

const given = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** A partner registers a prospect; every rule's verdict and what an approval would move are shown before it is saved. */
export const RegisterForm = ({ dialogId, companyId, dealId, currency, acting }: Props) => {
  const [partner, setPartner] = useState<ChosenPartner | null>(null);
  const [values, setValues] = useState({ ...BLANK, currency: currency ?? '' });
  const set = (field: Field) => (value: string) => setValues((before) => ({ ...before, [field]: value }));
  const typed = (field: Field) => ({ name: field, value: values[field], onInput: set(field) });
  const amount = given(values.amount);
  const parameters =
    partner === null
      ? null
      : {
          ...{ partnerId: partner.companyId, companyId, dealId },
          expected: amount === null ? null : { amount, currency: values.currency },
          closesOn: given(values.closesOn),
          products: productsIn(values.products),
          country: given(values.country),
        };
  return (
    <Change
      ask={acting.ask}
      name="register-deal"
      parameters={parameters}
      go="Register"
      onSaved={(saved) => acting.onSaved(dialogId, saved)}
      onCancel={() => acting.close(dialogId)}
    >
      <FindPartner ask={acting.ask} dealId={null} chosen={partner} onChoose={setPartner} />
      <Input label="Expected amount" placeholder="48000.00" {...typed('amount')} />
      <Input label="Currency" placeholder="USD" {...typed('currency')} />
      <DayField name="closes-on" label="Expected close" value={values.closesOn} onChange={set('closesOn')} />
      <Input label="Products" description="Several with commas between." {...typed('products')} />
      <Input
        label="Country"
        description="Two letters, such as DE; needed where the partner has a territory."
        {...typed('country')}
      />
      <Text variant="microcopy">
        A partnership manager approves or rejects it; nothing is protected until then.
      </Text>
    </Change>
  );
};
