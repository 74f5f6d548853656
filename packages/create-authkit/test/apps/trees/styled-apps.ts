import type { AppTree } from '../app-tree.ts'
import { manifest } from '../compose.ts'

const SHADCN: AppTree = {
  name: 'shadcn with tabs, Biome and providers in a module of their own',
  covers: [
    'whole apps: shadcn app',
    'style: tabs',
    'style: package.json with tabs',
    'root route: Scripts inside a provider',
  ],
  files: {
    'package.json': `${JSON.stringify(manifest({ devDependencies: { '@biomejs/biome': '2.3.10' } }), null, '\t')}\n`,
    'biome.json': { formatter: { indentStyle: 'tab' }, javascript: { formatter: { quoteStyle: 'double' } } },
    'components.json': {
      style: 'new-york',
      tailwind: { css: 'src/styles.css' },
      aliases: { ui: '@/components/ui' },
    },
    'src/components/providers.tsx': `import type { ReactNode } from "react";

export function Providers({ children }: { children: ReactNode }) {
	return <div className="contents">{children}</div>;
}
`,
    'src/router.tsx': `import { createRouter } from "@tanstack/react-router";
import { routeTree } from "./routeTree.gen";

export const getRouter = () => {
	const router = createRouter({
		routeTree,
		scrollRestoration: true,
		defaultPreloadStaleTime: 0,
	});

	return router;
};

declare module "@tanstack/react-router" {
	interface Register {
		router: ReturnType<typeof getRouter>;
	}
}
`,
    'src/routes/__root.tsx': `import {
	createRootRoute,
	HeadContent,
	Outlet,
	Scripts,
} from "@tanstack/react-router";
import { Providers } from "../components/providers";

export const Route = createRootRoute({
	head: () => ({
		meta: [{ charSet: "utf-8" }],
	}),
	component: RootComponent,
});

function RootComponent() {
	return (
		<html lang="en" suppressHydrationWarning>
			<head>
				<HeadContent />
			</head>
			<body className="min-h-svh bg-background antialiased">
				<Providers>
					<div className="flex flex-col">
						<header>App</header>
						<Outlet />
					</div>
					<Scripts />
				</Providers>
			</body>
		</html>
	);
}
`,
  },
  expect: {
    contains: {
      'src/start.ts': '\trequestMiddleware: [csrfMiddleware, authkitMiddleware()],\n',
      'src/routes/__root.tsx': 'import { AuthKitProvider } from "virtual:authkit/client";\n',
    },
  },
}

export const trees: readonly AppTree[] = [SHADCN]
