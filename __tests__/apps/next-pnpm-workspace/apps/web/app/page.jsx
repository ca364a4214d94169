import { Greeting } from '@shop/ui'

export const revalidate = 5

export default function Page() {
  return <Greeting name="a Next app in a workspace" />
}
