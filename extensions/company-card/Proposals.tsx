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
} from '@hubspot/ui-extensions';

import type { Ask } from '../ask.js';
import { DialogButton } from '../DialogButton.js';
import { Ruling } from '../Ruling.js';
import type { PartnerProposal, PartnerProposals, SavedView } from '../view.js';
import { RecordLink } from './RecordLink.js';

/** What rulings are made with. */
export interface RulingActions {
  readonly ask: Ask;
  /** Something was saved in a dialog: it closes, and the card is read again. */
  readonly onSaved: (dialogId: string, saved: SavedView) => void;
  readonly close: (dialogId: string) => void;
}

interface Props {
  readonly proposal: PartnerProposal;
  readonly ruling: RulingActions;
}

type Kind = 'confirm' | 'refuse';
const LABELS = { confirm: 'Confirm', refuse: 'Refuse' } as const satisfies Record<Kind, string>;

const RulingButton = ({ proposal, ruling, kind }: Props & { readonly kind: Kind }) => {
  const id = `${kind}-${proposal.dealId}`;
  return (
    <DialogButton id={id} label={LABELS[kind]} title={`${LABELS[kind]}: ${proposal.dealName}`} size="xs">
      {() => (
        <Ruling
          ask={ruling.ask}
          dealId={proposal.dealId}
          partnerId={proposal.partnerId}
          text={`${proposal.proposed} on ${proposal.dealName} (${proposal.deal}).`}
          kind={kind}
          go={LABELS[kind]}
          onSaved={(saved) => ruling.onSaved(id, saved)}
          onCancel={() => ruling.close(id)}
        />
      )}
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
  readonly ruling: RulingActions;
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
