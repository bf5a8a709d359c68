import {
  Accordion,
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

import type { EffectCheck, EffectPartner, EffectView } from './view.js';

const ClassChange = ({
  change,
  ifConfirmed,
}: {
  readonly change: { readonly before: string; readonly after: string };
  readonly ifConfirmed: boolean;
}) => (
  <Flex direction="row" align="center" gap="small" wrap={true}>
    <Text inline={true}>
      {ifConfirmed ? 'If a partnership manager confirms it, this deal goes from' : 'This deal goes from'}
    </Text>
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

interface CreditProps {
  readonly partners: readonly EffectPartner[];
  readonly ifConfirmed: boolean;
}

const Credit = ({ partners, ifConfirmed }: CreditProps) => (
  <Table bordered={true} flush={true} density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>Partner</TableHeader>
        <TableHeader align="right">Credit now</TableHeader>
        <TableHeader align="right">{ifConfirmed ? 'Credit if confirmed' : 'Credit then'}</TableHeader>
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

const Kept = ({ checks }: { readonly checks: readonly EffectCheck[] }) => (
  <Accordion
    title={checks.length === 1 ? '1 rule is kept' : `${checks.length} rules are kept`}
    size="extra-small"
  >
    {checks.map(({ rule, text }) => (
      <Text key={rule} variant="microcopy">
        {text}
      </Text>
    ))}
  </Accordion>
);

/** The rules that speak against it, each with its reason; those that are kept, folded. */
const Checks = ({ checks }: { readonly checks: readonly EffectCheck[] }) => {
  const kept = checks.filter(({ isKept }) => isKept);
  return (
    <Flex direction="column" gap="extra-small">
      {checks
        .filter(({ isKept }) => !isKept)
        .map(({ rule, text }) => (
          <Alert key={rule} title={rule} variant="warning">
            {text}
          </Alert>
        ))}
      {kept.length > 0 && <Kept checks={kept} />}
    </Flex>
  );
};

/** What a change would do, before it is saved: class, credit of each partner, conflicts. */
export const Effect = ({ view }: { readonly view: EffectView }) => (
  <Flex direction="column" gap="medium">
    <Text format={{ fontWeight: 'demibold' }}>{view.title}</Text>
    {view.checks !== undefined && <Checks checks={view.checks} />}
    {view.classChange !== null && (
      <ClassChange change={view.classChange} ifConfirmed={view.ifConfirmed === true} />
    )}
    <List variant="unordered-styled">
      {view.sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </List>
    {view.partners.length > 0 && <Credit partners={view.partners} ifConfirmed={view.ifConfirmed === true} />}
    {view.conflicts.map((conflict) => (
      <Alert key={conflict} title={conflict} variant="warning" />
    ))}
  </Flex>
);
