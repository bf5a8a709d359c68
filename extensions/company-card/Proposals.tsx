import {
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { useState } from 'react';

import type { Ask } from '../ask.js';
import { Change } from '../Change.js';
import { DialogButton } from '../DialogButton.js';
import type { PartnerProposal, PartnerProposals, SavedView } from '../view.js';
import { RecordLink } from './RecordLink.js';

/** What rulings are made with. */
export interface Ruling {
  readonly ask: Ask;
  /** Something was saved in a dialog: it closes, and the card is read again. */
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}

interface Props {
  readonly proposal: PartnerProposal;
  readonly ruling: Ruling;
}

type Kind = 'confirm' | 'refuse';
const LABELS = { confirm: 'Confirm', refuse: 'Refuse' } as const satisfies Record<Kind, string>;

const RulingForm = ({
  proposal,
  ruling,
  kind,
  dialogId,
}: Props & { readonly kind: Kind; readonly dialogId: string }) => {
  const [reason, setReason] = useState('');
  const { dealId, partnerId } = proposal;
  const said = reason.trim();
  const wanted = kind === 'confirm' ? { kind } : said === '' ? null : { kind, reason: said };
  return (
    <Change
      ask={ruling.ask}
      name="rule-on-tag"
      parameters={wanted === null ? null : { dealId, partnerId, ruling: wanted }}
      go={LABELS[kind]}
      destructive={kind === 'refuse'}
      onSaved={(saved) => ruling.onSaved(dialogId, saved)}
      onCancel={() => ruling.close(dialogId)}
    >
      <Text>
        {proposal.proposed} on {proposal.dealName} ({proposal.deal}).
      </Text>
      {kind === 'refuse' && (
        <TextArea
          name="reason"
          label="Why does the partner not belong on this deal?"
          description="Whoever proposed it can read this."
          required={true}
          maxLength={500}
          value={reason}
          onInput={(value) => setReason(value)}
        />
      )}
    </Change>
  );
};

const RulingButton = ({ proposal, ruling, kind }: Props & { readonly kind: Kind }) => {
  const id = `${kind}-${proposal.dealId}`;
  return (
    <DialogButton id={id} label={LABELS[kind]} title={`${LABELS[kind]}: ${proposal.dealName}`} size="xs">
      {() => <RulingForm proposal={proposal} ruling={ruling} kind={kind} dialogId={id} />}
    </DialogButton>
  );
};

const ProposalRow = ({ proposal, ruling }: Props) => (
  <TableRow>
    <TableCell>
      <RecordLink type="deal" id={proposal.dealId} name={proposal.dealName} />
    </TableCell>
    <TableCell>{proposal.deal}</TableCell>
    <TableCell>{proposal.proposed}</TableCell>
    <TableCell>
      {proposal.refusal === null ? (
        <Flex direction="row" gap="small" wrap={true}>
          <RulingButton proposal={proposal} ruling={ruling} kind="confirm" />
          <RulingButton proposal={proposal} ruling={ruling} kind="refuse" />
        </Flex>
      ) : (
        <Text variant="microcopy">{proposal.refusal}</Text>
      )}
    </TableCell>
  </TableRow>
);

/** Tags of this partner that wait for a ruling, each with what can be done. */
export const Proposals = ({
  proposals,
  ruling,
}: {
  readonly proposals: PartnerProposals;
  readonly ruling: Ruling;
}) => (
  <Flex direction="column" gap="small">
    <Heading>Tags that wait for a ruling</Heading>
    <Table bordered={true} flush={true} density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>Deal</TableHeader>
          <TableHeader>Amount</TableHeader>
          <TableHeader>Tag</TableHeader>
          <TableHeader>Ruling</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {proposals.items.map((proposal) => (
          <ProposalRow key={`${proposal.dealId} ${proposal.proposed}`} proposal={proposal} ruling={ruling} />
        ))}
      </TableBody>
    </Table>
    {proposals.more !== null && <Text variant="microcopy">{proposals.more}</Text>}
  </Flex>
);
