import {
  Alert,
  Flex,
  Heading,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';

import type { CadenceSection } from '../../view.js';

const Rows = ({ rows }: Pick<CadenceSection, 'rows'>) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader width="min">State</TableHeader>
        <TableHeader>Meeting</TableHeader>
        <TableHeader>Due</TableHeader>
        <TableHeader>Last held</TableHeader>
        <TableHeader>Next booked</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {rows.map((row) => (
        <TableRow key={row.who}>
          <TableCell width="min">
            <StatusTag variant={row.state.variant}>{row.state.text}</StatusTag>
          </TableCell>
          <TableCell>{`${row.who}, ${row.every}`}</TableCell>
          <TableCell>{row.due}</TableCell>
          <TableCell>{row.last}</TableCell>
          <TableCell>{row.next}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

const Meetings = ({ meetings, more }: Pick<CadenceSection, 'meetings' | 'more'>) => (
  <Flex direction="column" gap="small">
    <Heading>Meetings in HubSpot</Heading>
    <Table bordered={true} flush={true} density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader width="min">Day</TableHeader>
          <TableHeader>Meeting</TableHeader>
          <TableHeader>Executives</TableHeader>
          <TableHeader width="min">Held</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {meetings.map((meeting) => (
          <TableRow key={meeting.id}>
            <TableCell width="min">{meeting.day}</TableCell>
            <TableCell>{meeting.title}</TableCell>
            <TableCell>{meeting.who}</TableCell>
            <TableCell width="min">{meeting.outcome}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
    {more !== null && <Text variant="microcopy">{more}</Text>}
  </Flex>
);

/** How often to meet the partner, and whether somebody has to book a meeting. */
export const Cadence = ({ section }: { readonly section: CadenceSection }) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{section.headline}</Text>
    {section.notices.map((notice) => (
      <Alert key={notice} title={notice} variant="info" />
    ))}
    {section.rows.length > 0 && <Rows rows={section.rows} />}
    {section.meetings.length > 0 && <Meetings meetings={section.meetings} more={section.more} />}
  </Flex>
);
