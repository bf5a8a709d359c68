import { Flex, Heading, Text } from '@hubspot/ui-extensions';

import { SumsTable } from '../SumsTable.js';
import type { HomeModels } from '../view.js';
import { CompanyLink } from './RecordLinks.js';

/** Credit of the same partners under each model. */
export const Models = ({ models }: { readonly models: HomeModels }) => (
  <Flex direction="column" gap="small">
    <Heading>{models.title}</Heading>
    <Text>{models.note}</Text>
    {models.rows.length === 0 ? (
      <Text>No partner has credit on a won deal yet.</Text>
    ) : (
      <SumsTable
        head="Partner"
        columns={models.columns}
        rows={models.rows.map(({ partnerId, name, credits }) => ({
          key: partnerId,
          label: <CompanyLink companyId={partnerId}>{name}</CompanyLink>,
          cells: credits,
        }))}
      />
    )}
  </Flex>
);
