import { Flex, Input, Select, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { AgreementForm as FormValues } from '../../view.js';
import type { ProgrammeActing } from './acting.js';
import { agreementChange } from './agreement-change.js';
import { ChangeDialog } from './ChangeDialog.js';
import { DayField } from './DayField.js';

interface Props {
  readonly kind: 'set_agreement' | 'renew_agreement';
  readonly form: FormValues;
  readonly acting: ProgrammeActing;
}

interface FieldsProps {
  readonly form: FormValues;
  readonly onChange: (changed: Partial<FormValues>) => void;
}

const Days = ({ kind, form, onChange }: FieldsProps & Pick<Props, 'kind'>) => {
  const renews = kind === 'renew_agreement';
  return (
    <Flex direction="row" gap="small" wrap={true}>
      {!renews && (
        <DayField
          name="signedAt"
          label="Signed"
          value={form.signedAt}
          onChange={(signedAt) => onChange({ signedAt })}
        />
      )}
      <DayField
        name="startsAt"
        label={renews ? 'Starts (empty: the day after)' : 'Starts'}
        value={form.startsAt}
        onChange={(startsAt) => onChange({ startsAt })}
      />
      <DayField
        name="endsAt"
        label="Last day"
        required={renews}
        value={form.endsAt}
        onChange={(endsAt) => onChange({ endsAt })}
      />
    </Flex>
  );
};

const Terms = ({ form, onChange }: FieldsProps) => (
  <>
    <Flex direction="row" gap="small" wrap={true}>
      <Input
        name="noticeDays"
        label="Notice, in days"
        value={form.noticeDays}
        onInput={(noticeDays) => onChange({ noticeDays })}
      />
      <Input
        name="amount"
        label="Value a year"
        value={form.amount}
        onInput={(amount) => onChange({ amount })}
      />
      <Input
        name="currency"
        label="Currency"
        value={form.currency}
        onInput={(currency) => onChange({ currency })}
      />
    </Flex>
    <ToggleGroup
      name="renewsItself"
      label="What happens after its last day?"
      toggleType="radioButtonList"
      value={form.renewsItself ? 'yes' : 'no'}
      options={[
        { value: 'no', label: 'It ends' },
        { value: 'yes', label: 'It renews itself, unless notice is given' },
      ]}
      onChange={(value) => onChange({ renewsItself: value === 'yes' })}
    />
    <Input
      name="document"
      label="Address of the document"
      placeholder="https://"
      value={form.document}
      onInput={(document) => onChange({ document })}
    />
  </>
);

const Compliance = ({ form, onChange }: FieldsProps) => (
  <Flex direction="row" gap="small" wrap={true}>
    {form.compliance.map(({ item, label, until }) => (
      <DayField
        key={item}
        name={item}
        label={`${label} until`}
        value={until}
        onChange={(day) =>
          onChange({
            compliance: form.compliance.map((one) => (one.item === item ? { ...one, until: day } : one)),
          })
        }
      />
    ))}
  </Flex>
);

const OUTCOMES = [
  { value: 'renewed', label: 'On the same terms' },
  { value: 'changed', label: 'On other terms' },
] as const;

/** The agreement as it is written down, or as it goes on. */
export const AgreementForm = ({ kind, form: given, acting }: Props) => {
  const renews = kind === 'renew_agreement';
  const [form, setForm] = useState<FormValues>(renews ? { ...given, startsAt: '', endsAt: '' } : given);
  const [outcome, setOutcome] = useState<'renewed' | 'changed'>('renewed');
  const onChange = (changed: Partial<FormValues>) => setForm((before) => ({ ...before, ...changed }));
  return (
    <ChangeDialog
      dialogId={renews ? 'renew-agreement' : 'set-agreement'}
      acting={acting}
      change={renews && form.endsAt === '' ? null : agreementChange(kind, given, form, outcome)}
      go={renews ? 'Renew' : 'Save'}
    >
      {renews && (
        <Select
          name="outcome"
          label="It goes on"
          value={outcome}
          options={[...OUTCOMES]}
          onChange={(value) => setOutcome(value === 'changed' ? 'changed' : 'renewed')}
        />
      )}
      <Days kind={kind} form={form} onChange={onChange} />
      <Terms form={form} onChange={onChange} />
      {!renews && <Compliance form={form} onChange={onChange} />}
    </ChangeDialog>
  );
};
