import {
  Accordion,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import { DialogButton } from '../DialogButton.js';
import { CompanyLink, DealLink } from '../home/RecordLinks.js';
import type { RegistrationAction, RegistrationRow } from '../view.js';
import type { RegistrationActing } from './acting.js';
import { LinkDealForm } from './LinkDealForm.js';
import { RulingForm } from './RulingForm.js';

/** Whom the list names: on a partner's card the prospect, on a prospect's the partner, on the home page both. */
export type Named = 'partner' | 'prospect' | 'both';

interface Props {
  readonly rows: readonly RegistrationRow[];
  readonly named: Named;
  readonly acting: RegistrationActing;
}

const LABELS: Readonly<Record<RegistrationAction, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  extend: 'Extend',
  dispute: 'Dispute',
  convert: 'Link a deal',
};

const VARIANTS = {
  default: 'default',
  info: 'info',
  success: 'success',
  warning: 'warning',
  danger: 'danger',
} as const;

const Actions = ({ row, acting }: { readonly row: RegistrationRow; readonly acting: RegistrationActing }) => (
  <Flex direction="row" gap="extra-small" wrap={true}>
    {row.actions.map((action) => {
      const id = `${action}-${row.id}`;
      const title = `${LABELS[action]}: ${row.partner.name} – ${row.prospect.name}`;
      return (
        <DialogButton key={action} id={id} label={LABELS[action]} title={title} size="xs">
          {() =>
            action === 'convert' ? (
              <LinkDealForm dialogId={id} row={row} acting={acting} />
            ) : (
              <RulingForm dialogId={id} row={row} kind={action} acting={acting} />
            )
          }
        </DialogButton>
      );
    })}
  </Flex>
);

const Who = ({ row, named }: { readonly row: RegistrationRow; readonly named: Named }) => (
  <Flex direction="column" gap="flush">
    {named !== 'prospect' && <CompanyLink companyId={row.partner.companyId}>{row.partner.name}</CompanyLink>}
    {named !== 'partner' &&
      (row.prospect.companyId === null ? (
        <Text>{row.prospect.name}</Text>
      ) : (
        <CompanyLink companyId={row.prospect.companyId}>{row.prospect.name}</CompanyLink>
      ))}
    {row.deals.map(({ id, name }) => (
      <DealLink key={id} dealId={id}>
        {name}
      </DealLink>
    ))}
  </Flex>
);

const Row = ({ row, named, acting }: Omit<Props, 'rows'> & { readonly row: RegistrationRow }) => (
  <TableRow>
    <TableCell>
      <Who row={row} named={named} />
    </TableCell>
    <TableCell width="min">
      <StatusTag variant={VARIANTS[row.state.variant]}>{row.state.text}</StatusTag>
      {row.overdue && <Text variant="microcopy">Overdue</Text>}
    </TableCell>
    <TableCell>
      <Flex direction="column" gap="flush">
        {row.sentences.map((sentence) => (
          <Text key={sentence} variant="microcopy">
            {sentence}
          </Text>
        ))}
        {row.history.length > 0 && (
          <Accordion title="Decisions" size="extra-small">
            {row.history.map(({ day, who, text }, place) => (
              <Text key={place} variant="microcopy">{`${day} · ${who}: ${text}`}</Text>
            ))}
          </Accordion>
        )}
      </Flex>
    </TableCell>
    <TableCell>
      <Actions row={row} acting={acting} />
    </TableCell>
  </TableRow>
);

const TITLES: Readonly<Record<Named, string>> = {
  partner: 'Partner',
  prospect: 'Prospect',
  both: 'Partner and prospect',
};

/** Registrations with their state, what is due, every decision, and what can be done. */
export const RegistrationList = ({ rows, named, acting }: Props) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{TITLES[named]}</TableHeader>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>When and what</TableHeader>
        <TableHeader>Decide</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <Row key={row.id} row={row} named={named} acting={acting} />
      ))}
    </TableBody>
  </Table>
);
