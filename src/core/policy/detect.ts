import { type Detector } from '../documents/detect';
import { POLICY_PATH, USER_POLICY_PATH } from './policy';

/** A trust policy, known by its name and folder alone. */
export const policyDetector: Detector = {
  id: 'policy',
  hasName: (path) => [POLICY_PATH, USER_POLICY_PATH].some((name) => path === name || path.endsWith(`/${name}`)),
  hasText: () => false,
};
