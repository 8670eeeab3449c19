import { Suspense, lazy, useEffect } from 'react';
import { SignInScreen } from '../account/SignInScreen';
import { SignUpScreen } from '../account/SignUpScreen';
import { Mark } from '../design/Mark';
import { useWords } from '../i18n/catalog';
import { RoomScreen } from '../room/RoomScreen';
import { Nowhere } from '../room/Nowhere';
import { useApp } from './context';
import { takeInvitation } from './pendingInvitation';
import { navigate, useRoute } from './routes';
import type { Route } from './routes';
import styles from './Screens.module.css';
import { Shell } from './Shell';
import { appWords } from './words';

// Screens that are not needed to read and write in a room come when they are opened.
const Invitation = lazy(() => import('../room/InvitationScreen'));
const RoomSettings = lazy(() => import('../room/RoomSettingsScreen'));
const Outbound = lazy(() => import('../gateway/OutboundScreen'));
const Usage = lazy(() => import('../gateway/UsageScreen'));
const AgentUsage = lazy(() => import('../gateway/AgentUsageScreen'));
const Agents = lazy(() => import('../agent/AgentsScreen'));
const AgentBuilder = lazy(() => import('../agent/BuilderScreen'));
const Entrance = lazy(() => import('../agent/EntranceScreen'));
const Directory = lazy(() => import('../room/DirectoryScreen'));
const Coins = lazy(() => import('../ledger/CoinsScreen'));
const Settings = lazy(() => import('../account/SettingsScreen'));

const OUTSIDE: Route['screen'][] = ['signIn', 'signUp', 'invitation'];

/** Which screen the address asks for, given whether somebody is signed in. */
export function Screens() {
  const route = useRoute();
  const me = useApp((state) => state.me);
  const server = useApp((state) => state.server);
  const outside = OUTSIDE.includes(route.screen);
  useEffect(() => {
    if (me === null && !outside) navigate(server?.setupNeeded ? { screen: 'signUp', setup: null, invitation: null } : { screen: 'signIn' }, 'replace');
    if (me && (route.screen === 'signIn' || route.screen === 'signUp')) {
      const secret = takeInvitation();
      navigate(secret === null ? { screen: 'rooms' } : { screen: 'invitation', secret }, 'replace');
    }
  }, [me, outside, route, server?.setupNeeded]);
  if (me === undefined) return <Opening />;
  if (route.screen === 'invitation') {
    return (
      <Suspense fallback={<Opening />}>
        <Invitation secret={route.secret} />
      </Suspense>
    );
  }
  if (me === null) return <Suspense fallback={<Opening />}>{door(route)}</Suspense>;
  return (
    <Shell route={route}>
      <Suspense fallback={<Opening />}>{inside(route)}</Suspense>
    </Shell>
  );
}

function door(route: Route) {
  switch (route.screen) {
    case 'signUp':
      return <SignUpScreen setup={route.setup} invitation={route.invitation} />;
    default:
      return <SignInScreen />;
  }
}

function inside(route: Route) {
  switch (route.screen) {
    case 'room':
      return <RoomScreen key={route.room} room={route.room} message={route.message} />;
    case 'roomSettings':
      return <RoomSettings key={route.room} room={route.room} />;
    case 'outbound':
      return <Outbound key={route.room} room={route.room} />;
    case 'usage':
      return <Usage key={route.room} room={route.room} />;
    case 'agents':
      return <Agents />;
    case 'agentUsage':
      return <AgentUsage key={route.agent} agent={route.agent} />;
    case 'agentBuilder':
      return <AgentBuilder key={route.agent} agent={route.agent} />;
    case 'entrance':
      return <Entrance key={route.number} number={route.number} />;
    case 'directory':
      return <Directory />;
    case 'coins':
      return <Coins />;
    case 'settings':
      return <Settings page={route.page} />;
    default:
      return <Nowhere />;
  }
}

function Opening() {
  const words = useWords(appWords);
  return (
    <div className={styles['opening']} role="status">
      <Mark size={72} />
      <span className="seen-by-readers-only">{words.opening}</span>
    </div>
  );
}
