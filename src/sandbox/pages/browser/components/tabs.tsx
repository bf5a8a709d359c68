import type { TabProps, TabsProps } from '@hubspot/ui-extensions';
import {
  Children,
  createContext,
  type KeyboardEvent,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';

import { classes } from './props.js';

type TabId = string | number;

interface TabHead {
  readonly tabId: TabId;
  readonly title: string;
  readonly disabled: boolean;
  readonly tooltip: string | undefined;
}

interface TabList {
  readonly id: string;
  readonly selected: TabId | undefined;
  readonly tell: (index: number, head: TabHead | null) => void;
}

const ListContext = createContext<TabList | null>(null);
const IndexContext = createContext(0);

/** Tabs hear from each tab what it is called: their children are the card's, and change without them. */
const useHeads = () => {
  const [heads, setHeads] = useState<ReadonlyMap<number, TabHead>>(new Map());
  const tell = useMemo(
    () => (index: number, head: TabHead | null) =>
      setHeads((previous) => {
        const next = new Map(previous);
        if (head === null) next.delete(index);
        else next.set(index, head);
        return next;
      }),
    [],
  );
  const ordered = [...heads].sort(([a], [b]) => a - b).map(([, head]) => head);
  return { heads: ordered, tell };
};

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

export const Tabs = (props: TabsProps) => {
  const { selected, defaultSelected, onSelectedChange, variant = 'default', fill, children } = props;
  const id = useId();
  const { heads, tell } = useHeads();
  const [own, setOwn] = useState<TabId | undefined>(defaultSelected);
  const row = useRef<HTMLDivElement>(null);
  const at = selected ?? own ?? heads.find((head) => !head.disabled)?.tabId;
  const list = useMemo(() => ({ id, selected: at, tell }), [id, at, tell]);
  const select = (tabId: TabId) => {
    setOwn(tabId);
    (onSelectedChange as ((tabId: TabId) => void) | undefined)?.(tabId);
  };
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    const open = heads.filter((head) => !head.disabled);
    const index = open.findIndex((head) => head.tabId === at);
    const next = open[(index + step + open.length) % open.length];
    if (next === undefined) return;
    event.preventDefault();
    select(next.tabId);
    row.current?.querySelectorAll<HTMLElement>('[role="tab"]').item(heads.indexOf(next)).focus();
  };
  return (
    <div className={classes('card-tabs', `card-tabs-${variant}`, fill === true && 'card-tabs-fill')}>
      <div ref={row} role="tablist" className="card-tab-row" onKeyDown={move}>
        {heads.map((head) => (
          <button
            key={head.tabId}
            type="button"
            role="tab"
            id={`${id}${head.tabId}`}
            aria-selected={head.tabId === at}
            aria-controls={`${id}panel`}
            tabIndex={head.tabId === at ? 0 : -1}
            disabled={head.disabled}
            title={head.tooltip}
            onClick={() => select(head.tabId)}
          >
            {head.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}panel`} aria-labelledby={at === undefined ? undefined : `${id}${at}`}>
        <ListContext.Provider value={list}>
          {Children.toArray(children).map((child, index) => (
            <IndexContext.Provider key={index} value={index}>
              {child}
            </IndexContext.Provider>
          ))}
        </ListContext.Provider>
      </div>
    </div>
  );
};

export const Tab = ({ tabId, title = '', disabled = false, tooltip, children }: TabProps) => {
  const list = useContext(ListContext);
  const index = useContext(IndexContext);
  const own = tabId ?? index;
  const tell = list?.tell;
  useEffect(() => {
    tell?.(index, { tabId: own, title, disabled, tooltip });
    return () => tell?.(index, null);
  }, [tell, index, own, title, disabled, tooltip]);
  // Only the tab in front is drawn; a tab's state is the card's, in its worker.
  return list === null || list.selected === own ? <div className="card-tab-body">{children}</div> : null;
};
