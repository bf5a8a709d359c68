/** HubSpot's component names on the wire, and what each of them is on this page. */
import { createController } from '@remote-ui/react/host';
import type { ComponentType } from 'react';

import { Button, ButtonRow, Link, LoadingButton } from './components/actions.js';
import { BarChart, LineChart } from './components/charts.js';
import { CrmActionButton, CrmActionLink, CrmCardActions } from './components/crm-actions.js';
import { DateInput, TimeInput } from './components/date-inputs.js';
import {
  Modal,
  ModalBody,
  ModalFooter,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
} from './components/dialogs.js';
import { Dropdown, DropdownButtonItem } from './components/dropdown.js';
import { Alert, EmptyState, ErrorState, LoadingSpinner } from './components/feedback.js';
import { Form } from './components/form.js';
import {
  HeaderActions,
  PrimaryHeaderActionButton,
  SecondaryHeaderActionButton,
} from './components/header-actions.js';
import { Icon } from './components/icon.js';
import {
  Accordion,
  AutoGrid,
  Box,
  Card,
  Divider,
  Flex,
  Inline,
  Spacer,
  Stack,
  Tile,
} from './components/layout.js';
import {
  ProgressBar,
  ScoreCircle,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
} from './components/measures.js';
import { Illustration, Image } from './components/media.js';
import { NOT_EMULATED } from './components/not-emulated.js';
import { CurrencyInput, NumberInput, StepperInput } from './components/number-inputs.js';
import { MultiSelect, Select } from './components/select.js';
import { StepIndicator } from './components/steps.js';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from './components/table.js';
import { Tab, Tabs } from './components/tabs.js';
import { Input, SearchInput, TextArea } from './components/text-inputs.js';
import {
  DescriptionList,
  DescriptionListItem,
  Heading,
  List,
  StatusTag,
  Tag,
  Text,
} from './components/text.js';
import { Checkbox, RadioButton, Toggle, ToggleGroup } from './components/toggles.js';
import { Tooltip } from './components/tooltip.js';

/** Drawn here. */
const COMPONENTS = {
  Accordion,
  Alert,
  AutoGrid,
  BarChart,
  Box,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CrmActionButton,
  CrmActionLink,
  CrmCardActions,
  CurrencyInput,
  DateInput,
  DescriptionList,
  DescriptionListItem,
  Divider,
  Dropdown,
  DropdownButtonItem,
  EmptyState,
  ErrorState,
  Flex,
  Form,
  HeaderActions,
  Heading,
  Icon,
  Illustration,
  Image,
  Inline,
  Input,
  LineChart,
  Link,
  List,
  LoadingButton,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  MultiSelect,
  NumberInput,
  Panel,
  PanelBody,
  PanelFooter,
  PanelSection,
  PrimaryHeaderActionButton,
  ProgressBar,
  RadioButton,
  ScoreCircle,
  SearchInput,
  SecondaryHeaderActionButton,
  Select,
  Spacer,
  Stack,
  Statistics,
  StatisticsItem,
  StatisticsTrend,
  StatusTag,
  StepIndicator,
  StepperInput,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Tabs,
  Tag,
  Text,
  TextArea,
  Textarea: TextArea,
  Tile,
  TimeInput,
  Toggle,
  ToggleGroup,
  Tooltip,
};

/** A component that the page does not draw is said to be missing, never left out. */
const missingBox = (name: string): ComponentType => {
  const Missing = () => (
    <div className="not-emulated" title={NOT_EMULATED[name]}>
      not emulated: {name}
    </div>
  );
  return Missing;
};

const known = createController(COMPONENTS);
const missing = new Map<string, ComponentType>();

export const CARD_COMPONENTS: typeof known = {
  ...known,
  get: (type) => {
    const name = String(type);
    if (name in COMPONENTS) return known.get(type);
    const box = missing.get(name) ?? missingBox(name);
    missing.set(name, box);
    return box;
  },
};
