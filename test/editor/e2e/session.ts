import { bare, closeShared, openSharedSession, type Session, type SessionOptions } from '../../../scripts/vscode/session.js';
import { packageFile } from '../../../scripts/package.js';

after(closeShared);

/** The packaged Ibid in the newest VS Code, with a workspace of the test’s own. What takes long to start is shared with other tests, and so is what VS Code remembers beside the workspace. */
export const openSession = (options: SessionOptions = {}): Promise<Session> => openSharedSession('newest', { extensions: [packageFile], userSettings: bare, ...options });
