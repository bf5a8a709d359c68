import { Select, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';

import { Change } from '../Change.js';
import type { DealCardRole, DealCardTagging } from '../view.js';
import type { Acting } from './acting.js';
import { type ChosenPartner, FindPartner } from './FindPartner.js';

interface Props {
  readonly dialogId: string;
  readonly tagging: DealCardTagging;
  readonly acting: Acting;
  /** Null where the partner is still to be found. */
  readonly partner: ChosenPartner | null;
  readonly role: DealCardRole | null;
  readonly motion: string | null;
  /** Whether there is a tag that can be taken off. */
  readonly canRemove: boolean;
}

const NO_MOTION = 'none';

/** What somebody may say of a partner: a role, or that it has none. */
type Choice = DealCardRole | 'none';
const NEITHER = {
  value: 'none',
  label: 'Neither: take the tag off',
  description: 'What it did on this deal stays, and may give it a role all the same.',
} as const;

interface RoleFieldProps {
  readonly tagging: DealCardTagging;
  readonly canRemove: boolean;
  readonly choice: Choice | null;
  readonly onChange: (choice: Choice) => void;
}

const RoleField = ({ tagging, canRemove, choice, onChange }: RoleFieldProps) => {
  const options = [...tagging.roles, ...(canRemove ? [NEITHER] : [])];
  return (
    <ToggleGroup
      name="role"
      label="What did it do for this deal?"
      toggleType="radioButtonList"
      required={true}
      value={choice ?? ''}
      options={options.map(({ value, label, description }) => ({ value, label, description }))}
      onChange={(value) => {
        const chosen = options.find((one) => one.value === value);
        if (chosen !== undefined) onChange(chosen.value);
      }}
    />
  );
};

/** Partner, role and motion; then the effect, where it is to be seen, and saved. */
export const TagForm = ({ dialogId, tagging, acting, ...given }: Props) => {
  const [partner, setPartner] = useState(given.partner);
  const [choice, setChoice] = useState<Choice | null>(given.role);
  const [motion, setMotion] = useState(given.motion);
  const { dealId, ask, onSaved, close } = acting;
  const change =
    partner === null || choice === null
      ? null
      : choice === 'none'
        ? { kind: 'remove', partnerId: partner.companyId }
        : { kind: 'set', partnerId: partner.companyId, role: choice, motion };
  return (
    <Change
      ask={ask}
      name="tag-deal"
      parameters={change === null ? null : { dealId, change }}
      go={choice === 'none' ? 'Take off' : tagging.go}
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    >
      {given.partner === null ? (
        <FindPartner ask={ask} dealId={dealId} chosen={partner} onChoose={setPartner} />
      ) : (
        <Text format={{ fontWeight: 'demibold' }}>{given.partner.name}</Text>
      )}
      <RoleField tagging={tagging} canRemove={given.canRemove} choice={choice} onChange={setChoice} />
      {choice !== 'none' && (
        <Select
          name="motion"
          label="How (if you know)"
          value={motion ?? NO_MOTION}
          options={[{ label: 'Not said', value: NO_MOTION }, ...tagging.motions]}
          onChange={(value) => setMotion(value === NO_MOTION ? null : String(value))}
        />
      )}
      <Text variant="microcopy">{tagging.hint}</Text>
    </Change>
  );
};
