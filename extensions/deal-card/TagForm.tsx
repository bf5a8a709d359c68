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
}

const NO_MOTION = 'none';

const RoleField = ({
  tagging,
  role,
  onChange,
}: {
  readonly tagging: DealCardTagging;
  readonly role: DealCardRole | null;
  readonly onChange: (role: DealCardRole) => void;
}) => (
  <ToggleGroup
    name="role"
    label="What did it do for this deal?"
    toggleType="radioButtonList"
    required={true}
    value={role ?? ''}
    options={tagging.roles.map(({ value, label, description }) => ({ value, label, description }))}
    onChange={(value) => {
      const chosen = tagging.roles.find((one) => one.value === value);
      if (chosen !== undefined) onChange(chosen.value);
    }}
  />
);

/** Partner, role and motion; then the effect, where it is to be seen, and saved. */
export const TagForm = ({ dialogId, tagging, acting, ...given }: Props) => {
  const [partner, setPartner] = useState(given.partner);
  const [role, setRole] = useState(given.role);
  const [motion, setMotion] = useState(given.motion);
  const { dealId, ask, onSaved, close } = acting;
  const parameters =
    partner === null || role === null
      ? null
      : { dealId, change: { kind: 'set', partnerId: partner.companyId, role, motion } };
  return (
    <Change
      ask={ask}
      name="tag-deal"
      parameters={parameters}
      go="Continue"
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    >
      {given.partner === null ? (
        <FindPartner ask={ask} dealId={dealId} chosen={partner} onChoose={setPartner} />
      ) : (
        <Text format={{ fontWeight: 'demibold' }}>{given.partner.name}</Text>
      )}
      <RoleField tagging={tagging} role={role} onChange={setRole} />
      <Select
        name="motion"
        label="How (if you know)"
        value={motion ?? NO_MOTION}
        options={[{ label: 'Not said', value: NO_MOTION }, ...tagging.motions]}
        onChange={(value) => setMotion(value === NO_MOTION ? null : String(value))}
      />
      <Text variant="microcopy">{tagging.hint}</Text>
    </Change>
  );
};
