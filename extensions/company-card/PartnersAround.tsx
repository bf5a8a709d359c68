import {
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';

import { usePages } from '../deal-card/use-pages.js';
import type { PartnerAround } from '../view.js';
import { RecordLink } from './RecordLink.js';

const COLUMNS = ['Partner', 'Tier', 'Why it is here', 'Phone', 'Partner manager'] as const;

const AroundRow = ({ partner }: { readonly partner: PartnerAround }) => (
  <TableRow>
    <TableCell>
      <Flex direction="column" gap="flush">
        <RecordLink type="company" id={partner.companyId} name={partner.name} />
        <Text variant="microcopy">{partner.type}</Text>
      </Flex>
    </TableCell>
    <TableCell>
      <Tag variant={partner.tierVariant} inline={true}>
        {partner.tier}
      </Tag>
    </TableCell>
    <TableCell>
      <Flex direction="column" gap="flush">
        {partner.why.map((sentence) => (
          <Text key={sentence}>{sentence}</Text>
        ))}
      </Flex>
    </TableCell>
    <TableCell width="min">{partner.phone}</TableCell>
    <TableCell>{partner.manager}</TableCell>
  </TableRow>
);

/** Partners around an account, those with the most to do with it first. */
export const PartnersAround = ({ partners }: { readonly partners: readonly PartnerAround[] }) => {
  const { rows, paging } = usePages(partners);
  return (
    <Table bordered={true} flush={true} density="condensed" {...paging}>
      <TableHead>
        <TableRow>
          {COLUMNS.map((column) => (
            <TableHeader key={column}>{column}</TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((partner) => (
          <AroundRow key={partner.companyId} partner={partner} />
        ))}
      </TableBody>
    </Table>
  );
};
