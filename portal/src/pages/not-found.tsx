import { Link } from '../router/router.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundPage({ path }: { readonly path: string }) {
  return (
    <Page title="Nothing is here" lead={<p>The portal has no page at {path}.</p>}>
      <p>
        <Link to="/">Go to the overview</Link>
      </p>
    </Page>
  );
}
