import { Flex, Select, Text, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Parameters } from '../ask.js';
import { Change } from '../Change.js';
import { DialogButton } from '../DialogButton.js';
import { Dismiss } from '../Dismiss.js';
import type { HomeAction, HomeQueueItem } from '../view.js';
import { DealLink } from './RecordLinks.js';
import type { RowActionProps } from './row-action.js';
import { Settle } from './Settle.js';

type Role = 'sourced' | 'influenced';

/** What is done in a form of a role, a reason or neither. */
type FormAction = Exclude<HomeAction, { readonly kind: 'settle' | 'open' | 'dismiss' }>;
type DialogAction = Exclude<HomeAction, { readonly kind: 'open' }>;

const LABELS: Readonly<Record<DialogAction['kind'], string>> = {
  confirm: 'Confirm',
  decide: 'Decide',
  settle: 'Decide',
  refuse: 'Refuse',
  accept: 'Tag',
  dismiss: 'No',
};

const TITLES: Readonly<Record<DialogAction['kind'], string>> = {
  confirm: 'Confirm what was proposed',
  decide: 'Decide which role the partner has',
  settle: 'Decide who sourced the deal',
  refuse: 'Not a partner on this deal',
  accept: 'Tag the suggested partner',
  dismiss: 'It does not belong here',
};

const ROLES = [
  { value: 'sourced', label: 'Sourced: it brought the deal' },
  { value: 'influenced', label: 'Influenced: it helped' },
];

/** What is asked for; null until a reason is given where one is needed. */
const parametersOf = (
  action: FormAction,
  item: HomeQueueItem,
  role: Role,
  reason: string,
): Parameters | null => {
  const { dealId, partner } = item;
  if (partner === null) return null;
  const partnerId = partner.id;
  switch (action.kind) {
    case 'confirm':
      return { dealId, partnerId, ruling: { kind: 'confirm' } };
    case 'decide':
      return reason === ''
        ? null
        : { dealId, partnerId, ruling: { kind: 'decide', role, motion: null, reason } };
    case 'refuse':
      return reason === '' ? null : { dealId, partnerId, ruling: { kind: 'refuse', reason } };
    case 'accept':
      return { dealId, change: { kind: 'set', partnerId, role, motion: null } };
  }
};

interface FormProps extends RowActionProps {
  readonly action: FormAction;
  readonly dialogId: string;
}

const Form = ({ action, item, ask, dialogId, onSaved, close }: FormProps) => {
  const [role, setRole] = useState<Role>('role' in action ? action.role : 'influenced');
  const [reason, setReason] = useState('');
  const asksRole = action.kind === 'decide' || action.kind === 'accept';
  const asksReason = action.kind === 'decide' || action.kind === 'refuse';
  return (
    <Change
      ask={ask}
      name={action.kind === 'accept' ? 'tag-deal' : 'rule-on-tag'}
      parameters={parametersOf(action, item, role, reason.trim())}
      go={LABELS[action.kind]}
      destructive={action.kind === 'refuse'}
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    >
      <Text>{`${item.dealName} · ${item.amount}`}</Text>
      <Text>{item.what}</Text>
      {asksRole && (
        <Select
          name="role"
          label={`Role of ${item.partner?.name ?? 'the partner'}`}
          value={role}
          options={ROLES}
          onChange={(value) => setRole(value as Role)}
        />
      )}
      {asksReason && (
        <TextArea
          name="reason"
          label="Why?"
          description="It is kept with the decision, and everybody who sees the deal can read it."
          required={true}
          maxLength={500}
          value={reason}
          onInput={setReason}
        />
      )}
    </Change>
  );
};

interface DialogProps extends RowActionProps {
  readonly action: DialogAction;
  readonly dialogId: string;
}

const Dialog = (props: DialogProps) => {
  const { action, item, ask, dialogId, onSaved, close } = props;
  if (action.kind === 'settle') return <Settle {...props} claimants={action.claimants} />;
  if (action.kind !== 'dismiss') return <Form {...props} action={action} />;
  if (item.partner === null) return null;
  return (
    <Dismiss
      ask={ask}
      dealId={item.dealId}
      partnerId={item.partner.id}
      text={`${item.partner.name} will not be suggested on ${item.dealName} again.`}
      onSaved={(saved) => onSaved(dialogId, saved)}
      onCancel={() => close(dialogId)}
    />
  );
};

/** A button for each thing that can be done about a row; a dialog shows the effect where it should be seen first. */
export const RowActions = (props: RowActionProps) => {
  const { item } = props;
  return (
    <Flex direction="row" gap="extra-small" wrap={true}>
      {item.actions.map((action) => {
        if (action.kind === 'open') {
          return (
            <DealLink key="open" dealId={item.dealId}>
              Open the deal
            </DealLink>
          );
        }
        const id = `${action.kind}-${item.id}`.replaceAll(' ', '-');
        return (
          <DialogButton key={id} id={id} label={LABELS[action.kind]} title={TITLES[action.kind]} size="xs">
            {() => <Dialog {...props} action={action} dialogId={id} />}
          </DialogButton>
        );
      })}
    </Flex>
  );
};
