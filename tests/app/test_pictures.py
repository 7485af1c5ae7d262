"""How the reader looks: pictures of the guide and of two blogs, each looked at by a person."""



