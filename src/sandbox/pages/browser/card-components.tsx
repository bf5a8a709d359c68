/** HubSpot's component names on the wire, and what each of them is on this page. */
import { createController } from '@remote-ui/react/host';
import type { ComponentType } from 'react';

import { Button, ButtonRow, CrmActionLink, Link, LoadingButton } from './components/actions.js';
import { Alert, EmptyState, ErrorState, LoadingSpinner } from './components/feedback.js';
import { Accordion, AutoGrid, Box, Divider, Flex, Inline, Spacer, Tile } from './components/layout.js';
import {
  ProgressBar,
  ScoreCircle,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
} from './components/measures.js';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from './components/table.js';
import {
  DescriptionList,
  DescriptionListItem,
  Heading,
  Icon,
  List,
  StatusTag,
  Tag,
  Text,
  Tooltip,
} from './components/text.js';

const COMPONENTS = {
  Accordion,
  Alert,
  AutoGrid,
  Box,
  Button,
  ButtonRow,
  CrmActionLink,
  DescriptionList,
  DescriptionListItem,
  Divider,
  EmptyState,
  ErrorState,
  Flex,
  Heading,
  Icon,
  Inline,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  ScoreCircle,
  Spacer,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
  Tile,
  Tooltip,
};

/** A component that the page does not draw is said to be missing, never left out. */
const notEmulated = (name: string): ComponentType => {
  const NotEmulated = () => <div className="not-emulated">not emulated: {name}</div>;
  return NotEmulated;
};

const known = createController(COMPONENTS);
const missing = new Map<string, ComponentType>();

export const CARD_COMPONENTS: typeof known = {
  ...known,
  get: (type) => {
    const name = String(type);
    if (name in COMPONENTS) return known.get(type);
    const box = missing.get(name) ?? notEmulated(name);
    missing.set(name, box);
    return box;
  },
};
