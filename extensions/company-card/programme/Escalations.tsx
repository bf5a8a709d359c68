import {
  Alert,
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

import type { EscalationsSection } from '../../view.js';

const Rows = ({ rows }: Pick<EscalationsSection, 'rows'>) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>Ticket</TableHeader>
        <TableHeader>Owner</TableHeader>
        <TableHeader width="min">Opened</TableHeader>
        <TableHeader width="min">Open for</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <TableRow key={row.ticketId}>
          <TableCell width="min">
            <StatusTag variant={row.state.variant}>{row.state.text}</StatusTag>
          </TableCell>
          <TableCell>{row.title}</TableCell>
          <TableCell>{row.owner}</TableCell>
          <TableCell width="min">{row.opened}</TableCell>
          <TableCell width="min">{row.age}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

/** Tickets of the partner that somebody has escalated: the oldest open one first. */
export const Escalations = ({ section }: { readonly section: EscalationsSection }) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
    {section.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="info" />
    ))}
    {section.rows.length > 0 && <Rows rows={section.rows} />}
    {section.more !== null && <Text variant="microcopy">{section.more}</Text>}
    <Text variant="microcopy">{section.rule}</Text>
  </Flex>
);
