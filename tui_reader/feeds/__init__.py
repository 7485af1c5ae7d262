"""From the network to models: addresses, HTTP, discovery, parsing. No SQL, no Textual."""
