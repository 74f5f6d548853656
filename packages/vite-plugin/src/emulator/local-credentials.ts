/** Client id of every local AuthKit. The runtime refuses it in production. */
export const LOCAL_CLIENT_ID = 'client_local'

/** API key of every local AuthKit: public by design, so never accepted by anything else. The runtime refuses it in production. */
export const LOCAL_API_KEY = 'sk_test_local'
