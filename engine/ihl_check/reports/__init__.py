"""Write: findings and incidents to pages and tables."""
