import { Button, Flex, Text } from '@hubspot/ui-extensions';

interface Props {
  readonly page: number;
  readonly pages: number;
  /** "1 to 10 of 12" */
  readonly range: string;
  readonly onPage: (page: number) => void;
}

/** Forward and back in a list that is asked for page by page. */
export const Pages = ({ page, pages, range, onPage }: Props) => (
  <Flex direction="row" gap="small" align="center">
    {pages > 1 && (
      <Button size="xs" variant="secondary" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        Earlier in the list
      </Button>
    )}
    {pages > 1 && (
      <Button size="xs" variant="secondary" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Further in the list
      </Button>
    )}
    <Text variant="microcopy">{range}</Text>
  </Flex>
);
