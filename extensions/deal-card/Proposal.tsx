import { Alert, Flex, Text } from '@hubspot/ui-extensions';

import { DialogButton } from '../DialogButton.js';
import { Ruling } from '../Ruling.js';
import type { DealCardProposal } from '../view.js';
import type { Acting } from './acting.js';

interface Props {
  readonly proposal: DealCardProposal;
  readonly acting: Acting;
}

type Kind = 'confirm' | 'refuse';
const LABELS = { confirm: 'Confirm', refuse: 'Not a partner on this deal' } as const satisfies Record<
  Kind,
  string
>;

const RuleButton = ({ proposal, acting, kind }: Props & { readonly kind: Kind }) => {
  const id = `${kind}-${proposal.companyId}`;
  return (
    <DialogButton id={id} label={LABELS[kind]} title={LABELS[kind]} size="xs">
      {() => (
        <Ruling
          ask={acting.ask}
          dealId={acting.dealId}
          partnerId={proposal.companyId}
          text={proposal.text}
          kind={kind}
          go={LABELS[kind]}
          onSaved={(saved) => acting.onSaved(id, saved)}
          onCancel={() => acting.close(id)}
        />
      )}
    </DialogButton>
  );
};

/** A role that nobody has confirmed: settled here by who may, else said where. */
export const Proposal = ({ proposal, acting }: Props) => (
  <Alert title={proposal.text} variant="warning">
    {proposal.canRule ? (
      <Flex direction="row" gap="small" wrap={true}>
        <RuleButton proposal={proposal} acting={acting} kind="confirm" />
        <RuleButton proposal={proposal} acting={acting} kind="refuse" />
      </Flex>
    ) : (
      <Text>{proposal.hint}</Text>
    )}
  </Alert>
);
