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
import { CrmActionLink } from '@hubspot/ui-extensions/crm';

import type { DealCardPartner, DealCardTagging } from '../view.js';
import type { Acting } from './acting.js';
import { PartnerWhy } from './PartnerWhy.js';
import { ChangeTag } from './TagButton.js';
import { usePages } from './use-pages.js';

interface Props {
  readonly partners: readonly DealCardPartner[];
  readonly tagging: DealCardTagging | null;
  readonly acting: Acting;
}

/** HubSpot's object type id of companies. */
const COMPANY = '0-2';

const COLUMNS = ['Partner', 'Tier', 'Partner lifecycle stage', 'Role', 'Last touch', 'Details'] as const;

const PartnerName = ({ partner }: { readonly partner: DealCardPartner }) => (
  <Flex direction="column" gap="flush">
    <CrmActionLink
      actionType="PREVIEW_OBJECT"
      actionContext={{ objectTypeId: COMPANY, objectId: Number(partner.companyId) }}
    >
      {partner.shortName}
    </CrmActionLink>
    {partner.isShortened && (
      <Text variant="microcopy" truncate={{ maxWidth: 150, tooltipText: partner.name }}>
        {partner.name}
      </Text>
    )}
    {partner.via !== undefined && <Text variant="microcopy">{partner.via}</Text>}
    <Text variant="microcopy">{`${partner.type} · ${partner.manager}`}</Text>
  </Flex>
);

const PartnerActions = ({
  partner,
  tagging,
  acting,
}: Omit<Props, 'partners'> & { readonly partner: DealCardPartner }) => (
  <Flex direction="row" gap="extra-small">
    <PartnerWhy partner={partner} acting={acting} />
    {tagging !== null && partner.tag?.canChange !== false && (
      <ChangeTag partner={partner} tagging={tagging} acting={acting} />
    )}
  </Flex>
);

const PartnerRow = ({
  partner,
  tagging,
  acting,
}: Omit<Props, 'partners'> & { readonly partner: DealCardPartner }) => (
  <TableRow>
    <TableCell>
      <PartnerName partner={partner} />
    </TableCell>
    <TableCell>
      <Tag variant={partner.tierVariant} inline={true}>
        {partner.tier}
      </Tag>
    </TableCell>
    <TableCell>{partner.stage}</TableCell>
    <TableCell>{partner.role}</TableCell>
    <TableCell width="min">{partner.lastTouch}</TableCell>
    <TableCell width="min">
      <PartnerActions partner={partner} tagging={tagging} acting={acting} />
    </TableCell>
  </TableRow>
);

/** One row a partner, in the order of the view: who sourced before who influenced. */
export const PartnersTable = ({ partners, tagging, acting }: Props) => {
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
          <PartnerRow key={partner.companyId} partner={partner} tagging={tagging} acting={acting} />
        ))}
      </TableBody>
    </Table>
  );
};
