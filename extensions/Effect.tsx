import {
  Alert,
  Flex,
  List,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';

import type { EffectPartner, EffectView } from './view.js';

const ClassChange = ({
  change,
}: {
  readonly change: { readonly before: string; readonly after: string };
}) => (
  <Flex direction="row" align="center" gap="small" wrap={true}>
    <Text inline={true}>This deal goes from</Text>
    <Tag inline={true}>{change.before}</Tag>
    <Text inline={true}>to</Text>
    <Tag variant="info" inline={true}>
      {change.after}
    </Tag>
  </Flex>
);

const VARIANTS = { true: 'success', false: 'danger', null: 'default' } as const;

const PartnerRow = ({ partner }: { readonly partner: EffectPartner }) => (
  <TableRow>
    <TableCell>{partner.name}</TableCell>
    <TableCell align="right">{partner.before}</TableCell>
    <TableCell align="right">{partner.after}</TableCell>
    <TableCell>
      <StatusTag variant={VARIANTS[`${partner.gains}`]}>{partner.change}</StatusTag>
    </TableCell>
  </TableRow>
);

const Credit = ({ partners }: { readonly partners: readonly EffectPartner[] }) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>Partner</TableHeader>
        <TableHeader align="right">Credit now</TableHeader>
        <TableHeader align="right">Credit then</TableHeader>
        <TableHeader>Change</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {partners.map((partner, index) => (
        <PartnerRow key={`${partner.name} ${index}`} partner={partner} />
      ))}
    </TableBody>
  </Table>
);

/** What a change would do, before it is saved: class, credit of each partner, conflicts. */
export const Effect = ({ view }: { readonly view: EffectView }) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{view.title}</Text>
    {view.classChange !== null && <ClassChange change={view.classChange} />}
    <List variant="unordered-styled">
      {view.sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </List>
    {view.partners.length > 0 && <Credit partners={view.partners} />}
    {view.conflicts.map((conflict) => (
      <Alert key={conflict} title={conflict} variant="warning" />
    ))}
  </Flex>
);
