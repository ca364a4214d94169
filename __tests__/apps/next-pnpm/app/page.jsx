export const revalidate = 5

export default function Page() {
  return <p>Hello from Next, {process.env.NEXT_PUBLIC_GREETING ?? 'nobody'}</p>
}
